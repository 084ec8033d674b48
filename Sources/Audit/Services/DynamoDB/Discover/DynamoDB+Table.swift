import AWS
import Formats

extension DynamoDB {
    /// A table, as DescribeTable tells it.
    package struct Table: Equatable, Sendable {
        var created: Timestamp?
        var status = ""
        /// `PROVISIONED` or `PAY_PER_REQUEST`; a table that never had another says nothing.
        var billingMode = "PROVISIONED"
        var billingModeSince: Timestamp?
        /// `STANDARD` or `STANDARD_INFREQUENT_ACCESS`; a table that was always standard says nothing.
        var tableClass = "STANDARD"
        var tableClassSince: Timestamp?
        var throughput = Throughput()
        var keys: [Key] = []
        var attributeTypes: [String: String] = [:]
        var bytes = 0
        var items = 0
        var indexes: [Index] = []
        var stream: Stream?
        /// The key that encrypts it; nil where it is DynamoDB's own.
        var encryptionKey: String?
        var isProtected = false
        /// The other regions of a global table.
        var replicas: [String] = []

        struct Stream: Equatable, Sendable {
            var view = ""
            var label: String?
            var arn: String?
        }

        mutating func read(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                switch key {
                case "CreationDateTime": created = try reader.timestamp()
                case "TableStatus": status = try reader.string()
                case "TableSizeBytes": bytes = try reader.int()
                case "ItemCount": items = try reader.int()
                case "DeletionProtectionEnabled": isProtected = try reader.bool()
                case "KeySchema": keys = try reader.keys()
                case "AttributeDefinitions": attributeTypes = try reader.attributeTypes()
                case "GlobalSecondaryIndexes": try readIndexes(.global, &reader)
                case "LocalSecondaryIndexes": try readIndexes(.local, &reader)
                case "Replicas": replicas = try reader.replicas()
                default: try readSettings(key, &reader)
                }
            }
        }

        private mutating func readSettings(
            _ key: Span<UInt8>, _ reader: inout JSONReader
        ) throws(DecodingFailure) {
            switch key {
            case "BillingModeSummary":
                try reader.members { key, reader in
                    switch key {
                    case "BillingMode": billingMode = try reader.string()
                    case "LastUpdateToPayPerRequestDateTime": billingModeSince = try reader.timestamp()
                    default: break
                    }
                }
            case "TableClassSummary":
                try reader.members { key, reader in
                    switch key {
                    case "TableClass": tableClass = try reader.string()
                    case "LastUpdateDateTime": tableClassSince = try reader.timestamp()
                    default: break
                    }
                }
            case "SSEDescription":
                try reader.members { key, reader in
                    if key == "KMSMasterKeyArn" { encryptionKey = try reader.string() }
                }
            case "StreamSpecification", "LatestStreamArn", "LatestStreamLabel": try readStream(key, &reader)
            default: try throughput.read(key, &reader)
            }
        }

        private mutating func readStream(
            _ key: Span<UInt8>, _ reader: inout JSONReader
        ) throws(DecodingFailure) {
            switch key {
            case "LatestStreamArn": latestStream.arn = try reader.string()
            case "LatestStreamLabel": latestStream.label = try reader.string()
            default:
                try reader.members { key, reader in
                    switch key {
                    case "StreamEnabled": hasStream = try reader.bool()
                    case "StreamViewType": latestStream.view = try reader.string()
                    default: break
                    }
                }
            }
            // The latest stream stays known for a day after it was switched off.
            stream = hasStream ? latestStream : nil
        }

        private var hasStream = false
        private var latestStream = Stream()

        private mutating func readIndexes(
            _ kind: Index.Kind, _ reader: inout JSONReader
        ) throws(DecodingFailure) {
            indexes += try reader.list { reader in try Index(kind, &reader) }
        }
    }
}

extension JSONReader {
    fileprivate mutating func attributeTypes() throws(DecodingFailure) -> [String: String] {
        var types: [String: String] = [:]
        try array { reader in
            var (name, type) = ("", "")
            try reader.members { key, reader in
                switch key {
                case "AttributeName": name = try reader.string()
                case "AttributeType": type = try reader.string()
                default: break
                }
            }
            types[name] = type
        }
        return types
    }

    fileprivate mutating func replicas() throws(DecodingFailure) -> [String] {
        let regions = try list { reader in
            var region = ""
            try reader.members { key, reader in
                if key == "RegionName" { region = try reader.string() }
            }
            return region
        }
        return regions.filter { !$0.isEmpty }.sorted()
    }
}
