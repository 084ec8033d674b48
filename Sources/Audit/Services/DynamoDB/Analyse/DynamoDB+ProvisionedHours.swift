import Formats
import Pipeline
import SQLite

extension DynamoDB {
    /// The units that all Standard tables of an account have provisioned in a region, hour by hour.
    ///
    /// It is what reservations and the free tier apply to; Standard-IA and replicated writes have neither.
    struct ProvisionedHours: Equatable, Sendable {
        /// The first hour, counted since the epoch.
        var firstHour = 0
        var reads: [Int] = []
        var writes: [Int] = []

        init() {}

        /// As far as it has been summed up by the pages before.
        init(of place: Cell, in database: Database) throws {
            let row = try database.row(
                """
                SELECT first_hour, reads, writes FROM dynamodb_hours
                WHERE account = \(place.account) AND region = \(place.region)
                """
            ) { row in (row[0] as Int, row[1] as String, row[2] as String) }
            guard let row else { return }
            (firstHour, reads, writes) = (row.0, Self.numbers(row.1), Self.numbers(row.2))
        }

        static func clear(_ place: Cell, in database: Database) throws(SQLiteError) {
            try database.execute(
                "DELETE FROM dynamodb_hours WHERE account = \(place.account) AND region = \(place.region)")
        }

        func save(_ place: Cell, _ run: Run, in database: Database) throws(SQLiteError) {
            try database.execute(
                """
                INSERT INTO dynamodb_hours (account, region, first_hour, reads, writes, run)
                VALUES (\(place.account), \(place.region), \(firstHour), \(Self.text(reads)), \(Self.text(writes)),
                    \(run.id))
                ON CONFLICT DO UPDATE SET first_hour = excluded.first_hour, reads = excluded.reads,
                    writes = excluded.writes, run = excluded.run
                """)
        }

        /// Adds what a table and its indexes have.
        mutating func add(_ review: TableReview) {
            guard !review.facts.isInfrequentAccess, !review.facts.isOnDemand else { return }
            firstHour = review.days.lowerBound * 24
            for part in review.parts {
                Self.add(part.reads.hourlyUnits, to: &reads)
                // The writes of a global table are replicated ones.
                if review.facts.replicas.isEmpty || !part.part.index.isEmpty {
                    Self.add(part.writes.hourlyUnits, to: &writes)
                }
            }
        }

        private static func add(_ units: [Int], to sum: inout [Int]) {
            if sum.count < units.count { sum += Array(repeating: 0, count: units.count - sum.count) }
            for index in units.indices { sum[index] += units[index] }
        }

        private static func text(_ numbers: [Int]) -> String {
            numbers.map { String($0) }.joined(separator: " ")
        }

        private static func numbers(_ text: String) -> [Int] {
            text.split(separator: " ").compactMap { Int($0) }
        }
    }
}
