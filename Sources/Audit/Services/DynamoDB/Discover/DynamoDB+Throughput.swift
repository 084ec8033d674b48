import AWS
import Formats

extension DynamoDB {
    /// How much a table or an index may read and write in a second.
    struct Throughput: Equatable, Sendable {
        /// What is provisioned, in whole units; nothing where it is on demand.
        var reads = 0
        var writes = 0
        var decreasesToday = 0
        var lastDecrease: Timestamp?
        /// What somebody has capped it at on demand; nil where nobody has.
        var mostReads: Int?
        var mostWrites: Int?
        /// What it serves at once, however idle it was before.
        var warmReads: Int?
        var warmWrites: Int?

        /// Reads a member of a table or an index, if it is about throughput.
        mutating func read(_ key: Span<UInt8>, _ reader: inout JSONReader) throws(DecodingFailure) {
            switch key {
            case "ProvisionedThroughput":
                try reader.members { key, reader in
                    switch key {
                    case "ReadCapacityUnits": reads = try reader.int()
                    case "WriteCapacityUnits": writes = try reader.int()
                    case "NumberOfDecreasesToday": decreasesToday = try reader.int()
                    case "LastDecreaseDateTime": lastDecrease = try reader.timestamp()
                    default: break
                    }
                }
            case "OnDemandThroughput":
                try reader.members { key, reader in
                    // -1 stands for no limit.
                    switch key {
                    case "MaxReadRequestUnits": mostReads = Self.limit(try reader.int())
                    case "MaxWriteRequestUnits": mostWrites = Self.limit(try reader.int())
                    default: break
                    }
                }
            case "WarmThroughput":
                try reader.members { key, reader in
                    switch key {
                    case "ReadUnitsPerSecond": warmReads = try reader.int()
                    case "WriteUnitsPerSecond": warmWrites = try reader.int()
                    default: break
                    }
                }
            default: break
            }
        }

        private static func limit(_ units: Int) -> Int? { units > 0 ? units : nil }
    }

    /// An attribute that a key is made of.
    struct Key: Equatable, Sendable {
        var name: String
        /// `HASH` or `RANGE`.
        var role: String
    }
}

extension JSONReader {
    mutating func keys() throws(DecodingFailure) -> [DynamoDB.Key] {
        try list { reader in
            var key = DynamoDB.Key(name: "", role: "")
            try reader.members { member, reader in
                switch member {
                case "AttributeName": key.name = try reader.string()
                case "KeyType": key.role = try reader.string()
                default: break
                }
            }
            return key
        }
    }
}
