import Formats

extension EmbeddedPrices {
    /// What DynamoDB costs in a region; nil where nothing is known of it.
    package static func dynamoDB(_ region: String) -> PriceList? { lists[region] }

    /// The regions that something is known of.
    package static var dynamoDBRegions: [String] { lists.keys.sorted() }

    private static let lists: [String: PriceList] = {
        var lists: [String: PriceList] = [:]
        for (text, columns) in [(capacities, capacityColumns), (uses, useColumns), (others, otherColumns)] {
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard words.count == columns.count + 3 else { continue }
                let (region, code) = (String(words[0]), String(words[1]))
                let published = try? Timestamp(iso8601: String(words[2]))
                let added = prices(
                    Array(words[3...]), columns, region: region, code: code, published: published)
                var list =
                    lists[region]
                    ?? PriceList(
                        service: DynamoDBPrices.service, region: region, source: .embedded,
                        published: published, version: nil, asOf: date, prices: [])
                list.prices += added
                lists[region] = list
            }
        }
        return lists
    }()

    // Capacity by the hour, that of global tables, and what 100 units are reserved for: the fee and the hour, for
    // reads and writes, for one year and three. Prices of awslabs/amazon-dynamodb-tools, archived/reco 1.1.4, of
    // after the reductions of November 2024. Left out: prices of ap-east-1 and ap-south-1 there that are older
    // than the others, or another region's.
    private static let capacities = """
        us-east-1 USE1 2024-11-01 0.00013 0.00065 0.00065 30 0.0025 150 0.0128 36 0.0016 180 0.0081
        us-east-2 USE2 2024-11-01 0.00013 0.00065 0.00065 30 0.0025 150 0.0128 - - - -
        us-west-1 USW1 2024-11-01 0.000145 0.000725 0.000725 33.6 0.0028 168 0.0144 40.32 0.0018 201.6 0.0091
        us-west-2 USW2 2024-11-01 0.00013 0.00065 0.00065 30 0.0025 150 0.0128 36 0.0016 180 0.0081
        ca-central-1 CAN1 2024-11-01 0.000143 0.000715 0.000715 33 0.0028 165 0.0141 39.6 0.0018 198 0.009
        sa-east-1 SAE1 2024-11-01 0.000195 0.000975 0.000975 45 0.0038 225 0.0193 54 0.0024 270 0.0122
        eu-west-1 EU 2024-11-01 0.000147 0.000735 0.000735 33.9 0.0029 169.5 0.0145 40.68 0.0018 203.4 0.0092
        eu-west-2 EUW2 2024-11-01 0.0001544 0.000772 0.000772 35.6 0.0031 178 0.0153 42.72 0.0019 213.57 0.0097
        eu-west-3 EUW3 2024-11-01 0.0001544 0.000772 0.000772 35.6 0.0031 178 0.0153 - - - -
        eu-central-1 EUC1 2024-11-01 0.0001586 0.000793 0.000793 36.6 0.0032 183 0.0157 43.8 0.0019 219.6 0.0099
        eu-north-1 EUN1 2024-11-01 0.00014 0.000698 0.000698 32.2 0.0028 161 0.0138 - - - -
        eu-south-1 EUS1 2024-11-01 0.00015435 0.00077175 0.00077175 35.595 0.003 177.975 0.0152 - - - -
        ap-northeast-1 APN1 2024-11-01 0.0001484 0.000742 0.000742 34.2 0.0029 171.4 0.0147 41 0.0018 205.6 0.0093
        ap-northeast-2 APN2 2024-11-01 0.00014098 0.0007049 0.0007049 32.49 0.0028 162.83 0.014 38.95 0.0017 195.32 0.0088
        ap-northeast-3 APN3 2024-11-01 0.0001484 0.000742 0.000742 34.2 0.0029 171.4 0.0147 - - - -
        ap-southeast-1 APS1 2024-11-01 0.000148 0.00074 0.00074 34.2 0.0029 171 0.0146 41.04 0.0018 205.2 0.0093
        ap-southeast-2 APS2 2024-11-01 0.000148 0.00074 0.00074 34.2 0.0029 171 0.0146 41.04 0.0018 205.2 0.0093
        ap-south-1 APS3 2024-11-01 0.000148 0.00074 0.00074 34.2 0.0029 171 0.0146 - - - -
        ap-east-1 APE1 2024-11-01 0.0001628 0.000814 - 37.62 0.0032 188.1 0.0161 - - - -
        af-south-1 AFS1 2024-11-01 0.00017493 0.00087465 0.00087465 40.341 0.0035 201.705 0.0173 - - - -
        me-south-1 MES1 2024-11-01 0.0001617 0.0008085 0.0008085 37.29 0.0032 186.45 0.016 - - - -
        me-central-1 MEC1 2024-11-01 0.0001617 0.0008085 0.0008085 37.29 0.0032 186.45 0.016 - - - -
        il-central-1 ILC1 2024-11-01 0.0001764 0.000882 0.000882 40.68 0.0035 203.4 0.0174 - - - -
        """

    // A million of reads, writes and writes of global tables; a GB-month, with continuous backup, with a backup; a GB
    // restored. From AWS's price lists of the date, as published in repositories and documents that quote them.
    // Writes of global tables cost what others cost since November 2024:
    // https://aws.amazon.com/blogs/database/new-amazon-dynamodb-lowers-pricing-for-on-demand-throughput-and-global-tables/
    private static let uses = """
        us-east-1 USE1 2026-08-15 0.125 0.625 0.625 0.25 0.20 0.10 0.15
        us-west-2 USW2 2026-09-01 - - - - 0.20 - -
        eu-west-1 EU 2026-08-15 0.1415 0.705 0.705 0.283 0.22 - -
        eu-west-2 EUW2 2026-06-08 0.1487 0.7423 0.7423 0.29715 - - -
        eu-central-1 EUC1 2026-08-15 0.1525 0.7625 0.7625 0.306 0.2448 - -
        ap-northeast-1 APN1 2026-09-11 0.1425 0.715 0.715 0.285 0.228 0.114 0.171
        ap-northeast-2 APN2 2026-06-12 0.1355 0.68 0.68 - - - -
        ap-southeast-2 APS2 2026-08-13 0.1425 0.71 0.71 0.285 0.228 - -
        ap-south-1 APS3 2026-09-11 0.1425 0.71 0.71 0.285 0.228 - -
        """

    // Infrequent Access: a million of reads, writes and writes of global tables, a GB-month, capacity by the hour;
    // then a million of stream reads, a GB-month of cold backups, a GB exported and imported.
    private static let others = """
        us-east-1 USE1 2026-08-15 0.155 0.78 0.78 0.10 0.00016 0.00081 0.00081 0.20 0.03 0.10 0.15
        eu-west-1 EU 2026-08-15 0.177 0.885 0.885 0.1132 - - - - - - -
        eu-central-1 EUC1 2026-08-15 0.1905 0.955 0.955 0.1224 - - - - - - -
        """

    /// 25 units for every hour of the longest month.
    private static let freeHours = 25 * 744

    private static let capacityColumns: [Column] = [
        Column(
            usageType: "ReadCapacityUnit-Hrs", unit: "ReadCapacityUnit-Hrs", free: freeHours,
            group: "DDB-ReadUnits"),
        Column(
            usageType: "WriteCapacityUnit-Hrs", unit: "WriteCapacityUnit-Hrs", free: freeHours,
            group: "DDB-WriteUnits"),
        Column(usageType: "ReplWriteCapacityUnit-Hrs", unit: "ReplWriteCapacityUnit-Hrs"),
        Column(usageType: "ReadCapacityUnit-Hrs", unit: "Quantity", lease: "1yr"),
        Column(
            usageType: "ReadCapacityUnit-Hrs", unit: "ReadCapacityUnit-Hrs", exponent: "e-2", lease: "1yr"),
        Column(usageType: "WriteCapacityUnit-Hrs", unit: "Quantity", lease: "1yr"),
        Column(
            usageType: "WriteCapacityUnit-Hrs", unit: "WriteCapacityUnit-Hrs", exponent: "e-2", lease: "1yr"),
        Column(usageType: "ReadCapacityUnit-Hrs", unit: "Quantity", lease: "3yr"),
        Column(
            usageType: "ReadCapacityUnit-Hrs", unit: "ReadCapacityUnit-Hrs", exponent: "e-2", lease: "3yr"),
        Column(usageType: "WriteCapacityUnit-Hrs", unit: "Quantity", lease: "3yr"),
        Column(
            usageType: "WriteCapacityUnit-Hrs", unit: "WriteCapacityUnit-Hrs", exponent: "e-2", lease: "3yr"),
    ]

    private static let useColumns: [Column] = [
        Column(
            usageType: "ReadRequestUnits", unit: "ReadRequestUnits", exponent: "e-6", group: "DDB-ReadUnits"),
        Column(
            usageType: "WriteRequestUnits", unit: "WriteRequestUnits", exponent: "e-6",
            group: "DDB-WriteUnits"),
        Column(usageType: "ReplWriteRequestUnits", unit: "ReplWriteRequestUnits", exponent: "e-6"),
        Column(usageType: "TimedStorage-ByteHrs", unit: "GB-Mo", free: 25),
        Column(usageType: "TimedPITRStorage-ByteHrs", unit: "GB-Mo"),
        Column(usageType: "TimedBackupStorage-ByteHrs", unit: "GB-Mo"),
        Column(usageType: "RestoreDataSize-Bytes", unit: "GB"),
    ]

    private static let otherColumns: [Column] = [
        Column(usageType: "IA-ReadRequestUnits", unit: "ReadRequestUnits", exponent: "e-6"),
        Column(usageType: "IA-WriteRequestUnits", unit: "WriteRequestUnits", exponent: "e-6"),
        Column(usageType: "IA-ReplWriteRequestUnits", unit: "ReplWriteRequestUnits", exponent: "e-6"),
        Column(usageType: "IA-TimedStorage-ByteHrs", unit: "GB-Mo"),
        Column(usageType: "IA-ReadCapacityUnit-Hrs", unit: "ReadCapacityUnit-Hrs"),
        Column(usageType: "IA-WriteCapacityUnit-Hrs", unit: "WriteCapacityUnit-Hrs"),
        Column(usageType: "IA-ReplWriteCapacityUnit-Hrs", unit: "ReplWriteCapacityUnit-Hrs"),
        Column(usageType: "Streams-Requests", unit: "Requests", exponent: "e-6", free: 2_500_000),
        Column(usageType: "ColdStorage-ByteHrs-DynamoDB", unit: "GB-Mo"),
        Column(usageType: "ExportDataSize-Bytes", unit: "GB"),
        Column(usageType: "ImportDataSize-Bytes", unit: "GB"),
    ]
}
