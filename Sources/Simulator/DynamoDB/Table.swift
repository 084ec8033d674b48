import Formats

extension Simulation {
    /// A table of DynamoDB.
    package struct Table: Sendable {
        package let name: String
        package let arn: String
        package let region: String
        let id: String
        let status: String
        package let created: Timestamp
        /// What it is used for.
        package let habit: Habit
        let billing: Billing
        /// What auto scaling may do with it.
        let scaling: Scaling?
        /// The most that it may take on demand.
        let limit: Limit?
        package let items: Int
        package let bytes: Int
        /// Since when it is in the class for what is rarely used; nil in the standard class.
        let infrequentAccess: Timestamp?
        let isProtected: Bool
        let isEncryptedWithOwnKey: Bool
        let partitionKey: Attribute
        let sortKey: Attribute?
        let localIndexes: [Index]
        let globalIndexes: [Index]
        let stream: Stream?
        /// The other regions that have it.
        package let replicas: [String]
        package let tags: [Tag]
        let draw: Draw
        /// Whether it may have much to do.
        let isLarge: Bool
        let end: Timestamp

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

        struct Scaling {
            var reads: ProvisionedCapacity.Scaling
            var writes: ProvisionedCapacity.Scaling
        }

        struct Limit {
            var reads: Int
            var writes: Int
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
            /// Whether anybody ever queries it.
            var isRead: Bool
            /// Whether items have its key, where it is not read.
            var isWritten: Bool
        }

        struct Stream {
            var view: String
            var label: String
            /// The functions that read it.
            var functions: [String]
            /// Whether a program of somebody's reads it, of which AWS knows nothing else.
            var hasOtherReader: Bool

            var readers: Int { functions.count + (hasOtherReader ? 1 : 0) }
        }
    }

    static func arn(ofTable name: String, _ account: Account, _ region: Region) -> String {
        "arn:aws:dynamodb:\(region.name):\(account.id):table/\(name)"
    }
}

extension Simulation.Table {
    package var isOnDemand: Bool {
        if case .onDemand = billing { true } else { false }
    }

    package var streamLabel: String? { stream?.label }
    /// How many read its stream.
    package var readers: Int { stream?.readers ?? 0 }
    /// The indexes that are written and never read.
    package var unreadIndexes: [String] { globalIndexes.filter { !$0.isRead }.map(\.name) }

    package var isInfrequentAccess: Bool { infrequentAccess != nil }

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
