extension DynamoDB {
    /// What DynamoDB charges for, by the usage type without its region.
    ///
    /// Usage types, units: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-understanding-billing.html
    enum Priced: String, CaseIterable {
        case readRequest = "ReadRequestUnits"
        case writeRequest = "WriteRequestUnits"
        case readCapacity = "ReadCapacityUnit-Hrs"
        case writeCapacity = "WriteCapacityUnit-Hrs"
        case storage = "TimedStorage-ByteHrs"
        case replicatedWriteRequest = "ReplWriteRequestUnits"
        case replicatedWriteCapacity = "ReplWriteCapacityUnit-Hrs"
        case readRequestIA = "IA-ReadRequestUnits"
        case writeRequestIA = "IA-WriteRequestUnits"
        case readCapacityIA = "IA-ReadCapacityUnit-Hrs"
        case writeCapacityIA = "IA-WriteCapacityUnit-Hrs"
        case storageIA = "IA-TimedStorage-ByteHrs"
        case replicatedWriteRequestIA = "IA-ReplWriteRequestUnits"
        case replicatedWriteCapacityIA = "IA-ReplWriteCapacityUnit-Hrs"
        case continuousBackup = "TimedPITRStorage-ByteHrs"
        case backup = "TimedBackupStorage-ByteHrs"
        case coldBackup = "ColdStorage-ByteHrs-DynamoDB"
        case restore = "RestoreDataSize-Bytes"
        case export = "ExportDataSize-Bytes"
        case `import` = "ImportDataSize-Bytes"
        case streamRead = "Streams-Requests"
        case reservedRead = "HeavyUsage:dynamodb.read"
        case reservedWrite = "HeavyUsage:dynamodb.write"

        /// What a usage type charges for, whatever the region: `EUC1-IA-ReadRequestUnits`, `ReadRequestUnits`.
        ///
        /// us-east-1 writes some without a region. What stands before has to look like one: `Repl-ReadRequestUnits`
        /// would be something that nobody here knows.
        init?(usageType: String) {
            if let whole = Self(rawValue: usageType) {
                self = whole
                return
            }
            guard let dash = usageType.firstIndex(of: "-"),
                Self.isRegion(usageType[..<dash]),
                let rest = Self(rawValue: String(usageType[usageType.index(after: dash)...]))
            else { return nil }
            self = rest
        }

        /// Whether it may be the code that bills have for a region: `EU`, `USE1`, `APS10`.
        private static func isRegion(_ code: Substring) -> Bool {
            let letters = code.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            let digits = code.utf8.dropFirst(letters.count)
            guard letters.count >= 2, code != "IA" else { return false }
            return digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }

        /// The groups that its products are in; one without a group is in the right one.
        var group: String? {
            switch self {
            case .readRequest, .readCapacity: "DDB-ReadUnits"
            case .writeRequest, .writeCapacity: "DDB-WriteUnits"
            case .readRequestIA, .readCapacityIA: "DDB-ReadUnitsIA"
            case .writeRequestIA, .writeCapacityIA: "DDB-WriteUnitsIA"
            case .replicatedWriteRequest, .replicatedWriteCapacity: "DDB-ReplicatedWriteUnits"
            case .replicatedWriteRequestIA, .replicatedWriteCapacityIA: "DDB-ReplicatedWriteUnitsIA"
            default: nil
            }
        }

        /// The units that its price may be for: all of them are the same amount.
        var units: Set<String> {
            switch self {
            case .readRequest, .readRequestIA: ["ReadRequestUnits", rawValue]
            case .writeRequest, .writeRequestIA: ["WriteRequestUnits", rawValue]
            case .replicatedWriteRequest, .replicatedWriteRequestIA:
                ["ReplicatedWriteRequestUnits", "ReplWriteRequestUnits", "WriteRequestUnits", rawValue]
            case .readCapacity, .readCapacityIA, .reservedRead: ["ReadCapacityUnit-Hrs", rawValue]
            case .writeCapacity, .writeCapacityIA, .reservedWrite: ["WriteCapacityUnit-Hrs", rawValue]
            case .replicatedWriteCapacity, .replicatedWriteCapacityIA:
                [
                    "ReplicatedWriteCapacityUnit-Hrs", "ReplWriteCapacityUnit-Hrs", "WriteCapacityUnit-Hrs",
                    rawValue,
                ]
            case .storage, .storageIA, .continuousBackup, .backup, .coldBackup: ["GB-Mo", "GB-month"]
            case .restore, .export, .import: ["GB"]
            case .streamRead: ["Requests", "Request", "Count", "ReadRequestUnits"]
            }
        }
    }
}
