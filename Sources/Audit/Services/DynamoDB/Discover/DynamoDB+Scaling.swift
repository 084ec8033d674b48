import AWS
import Formats

extension DynamoDB {
    /// Whose capacity is meant: reads or writes, of a table or of one of its indexes.
    ///
    ///     table/orders               dynamodb:table:ReadCapacityUnits
    ///     table/orders/index/by-day  dynamodb:index:WriteCapacityUnits
    struct Scaled: Equatable, Sendable {
        var table = ""
        /// Empty where it is the table itself.
        var index = ""
        /// `read` or `write`; empty for what is neither.
        var dimension = ""

        /// Takes in a member, if it tells whose capacity is meant.
        mutating func read(_ key: Span<UInt8>, _ reader: inout JSONReader) throws(DecodingFailure) {
            if key == "ResourceId" {
                let parts = try reader.string().split(separator: "/", omittingEmptySubsequences: false)
                table = parts.count > 1 ? String(parts[1]) : ""
                index = parts.count > 3 ? String(parts[3]) : ""
            } else if key == "ScalableDimension" {
                let name = try reader.string()
                dimension = name.hasSuffix(":ReadCapacityUnits") ? "read" : ""
                if name.hasSuffix(":WriteCapacityUnits") { dimension = "write" }
            }
        }
    }

    /// Between what a capacity is scaled.
    struct ScalingTarget: Equatable, Sendable {
        var scaled = Scaled()
        var minimum = 0
        var maximum = 0
        /// What is suspended for now: `in`, `out`, `scheduled`.
        var suspended: [String] = []

        init(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                switch key {
                case "MinCapacity": minimum = try reader.int()
                case "MaxCapacity": maximum = try reader.int()
                case "SuspendedState": try readSuspended(&reader)
                default: try scaled.read(key, &reader)
                }
            }
        }

        private mutating func readSuspended(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                let name =
                    switch key {
                    case "DynamicScalingInSuspended": "in"
                    case "DynamicScalingOutSuspended": "out"
                    default: "scheduled"
                    }
                if try reader.bool() { suspended.append(name) }
            }
            suspended.sort()
        }
    }

    /// The rule by which it is scaled.
    struct ScalingPolicy: Equatable, Sendable {
        var scaled = Scaled()
        var name = ""
        var type = ""
        /// In percent of the capacity; nil for a policy that tracks no target.
        var target: Double?
        var isScaleInOff = false

        init(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                switch key {
                case "PolicyName": name = try reader.string()
                case "PolicyType": type = try reader.string()
                case "TargetTrackingScalingPolicyConfiguration":
                    try reader.members { key, reader in
                        switch key {
                        case "TargetValue": target = try reader.float()
                        case "DisableScaleIn": isScaleInOff = try reader.bool()
                        default: break
                        }
                    }
                default: try scaled.read(key, &reader)
                }
            }
        }
    }

    /// What holds from some hour on.
    struct ScalingAction: Equatable, Sendable {
        var scaled = Scaled()
        var name = ""
        var schedule = ""
        var zone: String?
        var minimum: Int?
        var maximum: Int?
        var starts: Timestamp?
        var ends: Timestamp?

        init(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                switch key {
                case "ScheduledActionName": name = try reader.string()
                case "Schedule": schedule = try reader.string()
                case "Timezone": zone = try reader.string()
                case "StartTime": starts = try reader.timestamp()
                case "EndTime": ends = try reader.timestamp()
                case "ScalableTargetAction":
                    try reader.members { key, reader in
                        switch key {
                        case "MinCapacity": minimum = try reader.int()
                        case "MaxCapacity": maximum = try reader.int()
                        default: break
                        }
                    }
                default: try scaled.read(key, &reader)
                }
            }
        }
    }
}
