import Formats

extension Simulation {
    /// A table of DynamoDB.
    package struct Table: Sendable {
        package let name: String
        package let arn: String
        let id: String
        let status: String
        let created: Timestamp
        let billing: Billing
        package let items: Int
        package let bytes: Int
        let isInfrequentAccess: Bool
        let isProtected: Bool
        let isEncryptedWithOwnKey: Bool
        let partitionKey: Attribute
        let sortKey: Attribute?
        let localIndexes: [Index]
        let globalIndexes: [Index]
        let stream: Stream?
        package let tags: [Tag]

        struct Attribute: Hashable {
            var name: String
            /// `S`, `N` or `B`.
            var type: String
        }

        enum Billing {
            case provisioned(Throughput)
            /// Since when; nil from the first day.
            case onDemand(since: Timestamp?)
        }

        struct Throughput {
            var reads: Int
            var writes: Int
            var lowered: Timestamp?
        }

        struct Index {
            var name: String
            var partitionKey: Attribute
            var sortKey: Attribute?
            /// `ALL`, `KEYS_ONLY` or `INCLUDE`, with what it includes.
            var projection: String
            var included: [String]
            var throughput: Throughput?
            var items: Int
            var bytes: Int
        }

        struct Stream {
            var view: String
            var label: String
        }
    }

    static func arn(ofTable name: String, _ account: Account, _ region: Region) -> String {
        "arn:aws:dynamodb:\(region.name):\(account.id):table/\(name)"
    }
}

extension Simulation.Table {
    /// The attributes that keys are made of, of the table's own and of those of its indexes, each once.
    var keyAttributes: [Attribute] {
        var attributes = [partitionKey]
        if let sortKey { attributes.append(sortKey) }
        for index in globalIndexes + localIndexes {
            attributes.append(index.partitionKey)
            if let sortKey = index.sortKey { attributes.append(sortKey) }
        }
        var names: Set<String> = []
        return attributes.filter { names.insert($0.name).inserted }
    }
}
