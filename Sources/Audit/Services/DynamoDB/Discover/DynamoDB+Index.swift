import AWS
import Formats

extension DynamoDB {
    /// A secondary index of a table.
    struct Index: Equatable, Sendable {
        enum Kind: String, Sendable {
            case global, local
        }

        var kind: Kind
        var name = ""
        /// Global ones only.
        var status: String?
        var keys: [Key] = []
        /// `ALL`, `KEYS_ONLY` or `INCLUDE`.
        var projection = ""
        /// The attributes that `INCLUDE` names.
        var attributes: [String] = []
        var throughput = Throughput()
        var bytes = 0
        var items = 0

        init(_ kind: Kind, _ reader: inout JSONReader) throws(DecodingFailure) {
            self.kind = kind
            try reader.members { key, reader in
                switch key {
                case "IndexName": name = try reader.string()
                case "IndexStatus": status = try reader.string()
                case "IndexSizeBytes": bytes = try reader.int()
                case "ItemCount": items = try reader.int()
                case "KeySchema": keys = try reader.keys()
                case "Projection": try readProjection(&reader)
                default: try throughput.read(key, &reader)
                }
            }
        }

        private mutating func readProjection(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                switch key {
                case "ProjectionType": projection = try reader.string()
                case "NonKeyAttributes": attributes = try reader.list { try $0.string() }
                default: break
                }
            }
        }
    }
}
