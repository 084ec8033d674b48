import Formats
import Pipeline
import SQLite

extension DynamoDB {
    /// All that findings about a table are made of: its facts, and what its review has written.
    struct Judged: Sendable {
        var facts: Facts
        var usage: [Usage] = []
        var settings: [Setting] = []
        var capacity: Capacity?
        var tableClass: Class?
        var prices: DynamoDBPrices
        /// The units that readers took from its stream; nil where nobody looked.
        var streamRecords: Double?
        /// What a GB of storage was in the two last whole months of the bill.
        var storageGrowth: StorageGrowth?
        var newestBackupBytes: Int?
        /// The tags that name an owner.
        var ownerTags: [String] = []
        var asOf: Timestamp

        /// How reads or writes of the table or of an index were used.
        struct Usage: Equatable, Sendable {
            var index: String
            var dimension: String
            var days: Int
            var total: Double
            var average: Double
            var p99: Double
            var maximum: Double
            var provisioned: Double?
            var usedP99: Double?
            var usedMaximum: Double?
            var throttles: Double?
            var needed: Int
            var growth: Double?
            var risk: String

            /// `read`, or `by-day read` of an index.
            var name: String { index.isEmpty ? dimension : index + " " + dimension }
        }

        /// The settings that would cost least.
        struct Setting: Equatable, Sendable {
            var index: String
            var dimension: String
            var fixed: Int
            var target: Int?
            var minimum: Int?
            var maximum: Int?
            var units: Double
            var minutes: Int
        }

        struct Capacity: Equatable, Sendable {
            var mode: String
            var advice: String
            var current: Money
            var projected: Money
            /// What of it reservations and the free tier pay for.
            var covered = Money.zero
            var confidence: Finding.Confidence
            var prices: [String]
        }

        struct Class: Equatable, Sendable {
            var advice: String
            var basis: String
            var storage: Money
            var throughput: Money
            var projected: Money
            var ratio: Double?
            var breakEven: Double?
            var confidence: Finding.Confidence
            var prices: [String]
        }

        struct StorageGrowth: Equatable, Sendable {
            var before: Double
            var after: Double

            init(before: Double, after: Double) { (self.before, self.after) = (before, after) }

            /// By the bill, in GB-months.
            init?(of facts: Facts, asOf: Timestamp, in database: Database) throws(SQLiteError) {
                // A table that was made in one of them has grown from nothing, which says little.
                guard let created = facts.created, created < asOf.startOfMonth(later: -2),
                    try BilledMonth.lastWhole(before: asOf, in: database) != nil
                else { return nil }
                let months = [-2, -1].map { String(asOf.startOfMonth(later: $0).description.prefix(7)) }
                let usage = try database.rows(
                    """
                    SELECT usage FROM dynamodb_cost WHERE table_arn = \(facts.arn) AND kind = 'storage'
                        AND month IN (\(months[0]), \(months[1])) ORDER BY month
                    """
                ) { row in row[0] as Double }
                guard usage.count == 2 else { return nil }
                (before, after) = (usage[0], usage[1])
            }
        }

        func usage(_ index: String, _ dimension: String) -> Usage? {
            usage.first { $0.index == index && $0.dimension == dimension }
        }

        /// Whether reads and writes of the table and of all its indexes were measured for so many days.
        func isMeasured(days: Int) -> Bool {
            usage.count == 2 * facts.parts.count && usage.allSatisfy { $0.days >= days }
        }

        var isIdle: Bool { usage.allSatisfy { $0.total == 0 } }

        var subject: Finding.Subject { subject() }

        func subject(_ part: String = "") -> Finding.Subject {
            Finding.Subject(
                service: "dynamodb", account: facts.account, region: facts.region, resource: facts.arn,
                part: part)
        }
    }
}

extension DynamoDB.Judged {
    init(
        _ facts: DynamoDB.Facts, _ prices: DynamoDBPrices, _ run: Run, ownerTags: [String],
        in database: Database
    ) throws {
        (self.facts, self.prices, self.ownerTags, asOf) = (facts, prices, ownerTags, run.asOf)
        let arn = facts.arn
        usage = try database.rows(
            """
            SELECT index_name, dimension, days, total, average, p99, maximum, provisioned, used_p99, used_maximum,
                throttles, needed, growth, risk
            FROM dynamodb_usage WHERE table_arn = \(arn) AND run = \(run.id) ORDER BY index_name, dimension
            """
        ) { row in
            Usage(
                index: row[0], dimension: row[1], days: row[2], total: row[3], average: row[4], p99: row[5],
                maximum: row[6], provisioned: row[7], usedP99: row[8], usedMaximum: row[9],
                throttles: row[10],
                needed: row[11], growth: row[12], risk: row[13])
        }
        settings = try database.rows(
            """
            SELECT index_name, dimension, fixed, target, minimum, maximum, units, minutes FROM dynamodb_setting
            WHERE table_arn = \(arn) AND run = \(run.id) ORDER BY index_name, dimension
            """
        ) { row in
            Setting(
                index: row[0], dimension: row[1], fixed: row[2], target: row[3], minimum: row[4],
                maximum: row[5],
                units: row[6], minutes: row[7])
        }
        capacity = try database.row(
            """
            SELECT mode, advice, current, projected, covered, confidence, reason, prices
            FROM dynamodb_capacity
            WHERE table_arn = \(arn) AND run = \(run.id)
            """
        ) { row in
            Capacity(
                mode: row[0], advice: row[1], current: Money(units: row[2]), projected: Money(units: row[3]),
                covered: Money(units: row[4]),
                confidence: Finding.Confidence(percent: row[5], reason: row[6]),
                prices: Self.words(row[7]))
        }
        tableClass = try database.row(
            """
            SELECT advice, basis, storage, throughput, projected, ratio, break_even, confidence, reason, prices
            FROM dynamodb_class WHERE table_arn = \(arn) AND run = \(run.id)
            """
        ) { row in
            Class(
                advice: row[0], basis: row[1], storage: Money(units: row[2]),
                throughput: Money(units: row[3]),
                projected: Money(units: row[4]), ratio: row[5], breakEven: row[6],
                confidence: Finding.Confidence(percent: row[7], reason: row[8]), prices: Self.words(row[9]))
        }
        try readSurroundings(run, in: database)
    }

    private mutating func readSurroundings(_ run: Run, in database: Database) throws {
        newestBackupBytes = try database.row(
            """
            SELECT bytes FROM dynamodb_backup WHERE table_arn = \(facts.arn) AND status <> 'DELETED'
            ORDER BY created DESC, arn LIMIT 1
            """
        ) { row in row[0] }
        storageGrowth = try StorageGrowth(of: facts, asOf: run.asOf, in: database)
        guard facts.streamARN != nil else { return }
        let days = 0..<run.asOf.day
        let last = max(0, days.upperBound - 14)..<days.upperBound
        let read = try Measurements(of: facts.arn, ["ReturnedRecordsCount"], days: last, in: database)
        // Two whole weeks, or nobody can say that nothing was read.
        streamRecords = read["ReturnedRecordsCount", part: "GetRecords"].flatMap { values in
            values.days != last ? nil : values.values.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
        }
    }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
