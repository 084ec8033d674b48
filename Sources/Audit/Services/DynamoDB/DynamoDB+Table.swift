import AWS
import Formats

extension DynamoDB {
    /// A table, as DescribeTable tells it.
    package struct Table: Equatable, Sendable {
        var created: Timestamp?
        var status = ""
        /// `PROVISIONED` or `PAY_PER_REQUEST`; a table that never had another says nothing.
        var billingMode = "PROVISIONED"
        /// `STANDARD` or `STANDARD_INFREQUENT_ACCESS`; a table that was always standard says nothing.
        var tableClass = "STANDARD"
        var readCapacity = 0
        var writeCapacity = 0
        var bytes = 0
        var items = 0
        var indexes = 0
        var isProtected = false

        mutating func read(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.object { key, reader in
                switch key {
                case "CreationDateTime": created = try reader.optional { try $0.timestamp() }
                case "TableStatus": status = try reader.optional { try $0.string() } ?? status
                case "TableSizeBytes": bytes = try reader.optional { try $0.int() } ?? 0
                case "ItemCount": items = try reader.optional { try $0.int() } ?? 0
                case "DeletionProtectionEnabled": isProtected = try reader.optional { try $0.bool() } ?? false
                case "BillingModeSummary":
                    try reader.member("BillingMode") { reader in billingMode = try reader.string() }
                case "TableClassSummary":
                    try reader.member("TableClass") { reader in tableClass = try reader.string() }
                case "ProvisionedThroughput": try readThroughput(&reader)
                case "GlobalSecondaryIndexes": try reader.optional { try $0.array { _ in indexes += 1 } }
                default: break
                }
            }
        }

        private mutating func readThroughput(_ reader: inout JSONReader) throws(DecodingFailure) {
            guard let throughput = try reader.optional({ try $0.throughput() }) else { return }
            (readCapacity, writeCapacity) = throughput
        }
    }
}

extension JSONReader {
    /// Reads one member of an object, or of nothing, and passes over the others.
    fileprivate mutating func member(
        _ name: String, _ read: (inout JSONReader) throws -> Void
    ) throws(DecodingFailure) {
        _ = try optional { reader in
            try reader.object { key, reader in
                if String(key) == name { _ = try reader.optional(read) }
            }
        }
    }

    fileprivate mutating func throughput() throws(DecodingFailure) -> (read: Int, write: Int) {
        var (read, write) = (0, 0)
        try object { key, reader in
            switch key {
            case "ReadCapacityUnits": read = try reader.int()
            case "WriteCapacityUnits": write = try reader.int()
            default: break
            }
        }
        return (read, write)
    }
}
