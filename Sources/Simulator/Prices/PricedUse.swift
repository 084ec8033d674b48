/// What DynamoDB charges for, by the usage type without its region, as price list and bill have it.
enum PricedUse: String, CaseIterable {
    case reads = "ReadRequestUnits"
    case writes = "WriteRequestUnits"
    case replicatedWrites = "ReplWriteRequestUnits"
    case readHours = "ReadCapacityUnit-Hrs"
    case writeHours = "WriteCapacityUnit-Hrs"
    case replicatedWriteHours = "ReplWriteCapacityUnit-Hrs"
    case storage = "TimedStorage-ByteHrs"
    case rareReads = "IA-ReadRequestUnits"
    case rareWrites = "IA-WriteRequestUnits"
    case rareReplicatedWrites = "IA-ReplWriteRequestUnits"
    case rareReadHours = "IA-ReadCapacityUnit-Hrs"
    case rareWriteHours = "IA-WriteCapacityUnit-Hrs"
    case rareReplicatedWriteHours = "IA-ReplWriteCapacityUnit-Hrs"
    case rareStorage = "IA-TimedStorage-ByteHrs"
    case recovery = "TimedPITRStorage-ByteHrs"
    case backups = "TimedBackupStorage-ByteHrs"
    case restores = "RestoreDataSize-Bytes"
    case streams = "Streams-Requests"

    /// What a unit costs in us-east-1, in 10⁻¹⁰ dollars: list prices since November 2024.
    var rate: Int {
        switch self {
        case .reads: 1250
        case .writes, .replicatedWrites: 6250
        case .readHours: 1_300_000
        case .writeHours, .replicatedWriteHours: 6_500_000
        case .storage: 2_500_000_000
        case .rareReads: 1550
        case .rareWrites, .rareReplicatedWrites: 7800
        case .rareReadHours: 1_600_000
        case .rareWriteHours, .rareReplicatedWriteHours: 8_100_000
        case .rareStorage, .backups: 1_000_000_000
        case .recovery: 2_000_000_000
        case .restores: 1_500_000_000
        case .streams: 2000
        }
    }

    /// How much of it an organisation has for nothing, each month and in each region.
    var free: Int? {
        switch self {
        case .readHours, .writeHours: 18_600
        case .storage: 25
        case .streams: 2_500_000
        default: nil
        }
    }

    var unit: String {
        switch self {
        case .reads, .rareReads: "ReadRequestUnits"
        case .writes, .rareWrites: "WriteRequestUnits"
        case .replicatedWrites, .rareReplicatedWrites: "ReplicatedWriteRequestUnits"
        case .readHours, .rareReadHours: "ReadCapacityUnit-Hrs"
        case .writeHours, .rareWriteHours: "WriteCapacityUnit-Hrs"
        case .replicatedWriteHours, .rareReplicatedWriteHours: "ReplicatedWriteCapacityUnit-Hrs"
        case .storage, .rareStorage, .recovery, .backups: "GB-Mo"
        case .restores: "GB"
        case .streams: "Requests"
        }
    }

    var group: String? {
        switch self {
        case .reads, .readHours: "DDB-ReadUnits"
        case .writes, .writeHours: "DDB-WriteUnits"
        case .replicatedWrites, .replicatedWriteHours: "DDB-ReplicatedWriteUnits"
        case .rareReads, .rareReadHours: "DDB-ReadUnitsIA"
        case .rareWrites, .rareWriteHours: "DDB-WriteUnitsIA"
        case .rareReplicatedWrites, .rareReplicatedWriteHours: "DDB-ReplicatedWriteUnitsIA"
        case .streams: "DDB-StreamsReadRequests"
        case .storage, .rareStorage, .recovery, .backups, .restores: nil
        }
    }

    /// What was done, as the bill calls it.
    var operation: String {
        switch self {
        case .reads, .writes, .replicatedWrites, .rareReads, .rareWrites, .rareReplicatedWrites:
            "PayPerRequestThroughput"
        case .readHours, .writeHours, .replicatedWriteHours, .rareReadHours, .rareWriteHours,
            .rareReplicatedWriteHours:
            "CommittedThroughput"
        case .storage, .rareStorage: "StandardStorage"
        case .recovery: "PITRStorage"
        case .backups: "OnDemandBackupStorage"
        case .restores: "RestoreFromBackup"
        case .streams: "GetRecords"
        }
    }

    var family: String {
        switch self {
        case .reads, .writes, .rareReads, .rareWrites: "Amazon DynamoDB PayPerRequest Throughput"
        case .readHours, .writeHours, .rareReadHours, .rareWriteHours: "Provisioned IOPS"
        case .replicatedWrites, .rareReplicatedWrites, .replicatedWriteHours, .rareReplicatedWriteHours:
            "DDB-Operation-ReplicatedWrite"
        case .storage, .rareStorage, .recovery: "Database Storage"
        case .backups: "Amazon DynamoDB On-Demand Backup Storage"
        case .restores: "Amazon DynamoDB Restore Data Size"
        case .streams: "API Request"
        }
    }

    var volume: String? {
        switch self {
        case .storage: "Amazon DynamoDB - Indexed DataStore"
        case .rareStorage: "Amazon DynamoDB - Indexed DataStore - IA"
        case .recovery: "Amazon DynamoDB - Point-In-Time-Restore (PITR) Backup Storage"
        case .backups: "Amazon DynamoDB - On-Demand Backup Storage"
        default: nil
        }
    }

    /// What a hundred units cost at once and by the hour when they are reserved, in 10⁻¹⁰ dollars.
    func reserved(years: Int) -> (upfront: Int, hourly: Int)? {
        switch (self, years) {
        case (.readHours, 1): (300_000_000_000, 25_000_000)
        case (.readHours, 3): (360_000_000_000, 16_000_000)
        case (.writeHours, 1): (1_500_000_000_000, 128_000_000)
        case (.writeHours, 3): (1_800_000_000_000, 81_000_000)
        default: nil
        }
    }
}
