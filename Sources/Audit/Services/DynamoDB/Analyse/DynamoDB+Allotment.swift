import Capacity
import Formats
import Pipeline
import SQLite

extension DynamoDB {
    /// Counts reservations and the free tier once: they belong to the payer's whole use of a region, not to a table.
    ///
    /// What a table gives up saves nothing where a reservation would have paid for it anyway. So it comes after the
    /// reviews of all accounts, and takes off what their savings count too much.
    struct Allotment: Step {
        let setting: Setting
        let service = "dynamodb"
        let name = "allotment"
        let turn = 1

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            let region = cell.region
            let (use, prices, owned) = try await setting.store.read { database in
                (
                    try RegionUse(of: region, run, in: database),
                    try DynamoDBPrices(region: region, in: database),
                    try OwnedReservations(in: region, asOf: run.asOf, database)
                )
            }
            guard let price = prices.standard.readCapacity, let writePrice = prices.standard.writeCapacity
            else {
                return Page { _ in 0 }
            }
            var covered: [String: MoneySum] = [:]
            do {
                try Self.cover(
                    use.reads, use.reductions.map { ($0.arn, $0.reads) },
                    by: owned.reads + Self.freeUnits(price), at: price, into: &covered)
                try Self.cover(
                    use.writes, use.reductions.map { ($0.arn, $0.writes) },
                    by: owned.writes + Self.freeUnits(writePrice), at: writePrice, into: &covered)
            } catch {
                throw Gap.failed("what reservations cover in \(region) cannot be reckoned: \(error)")
            }
            let purchases = Purchase.all(use, owned, prices)
            return Page { [covered] database in
                for (arn, sum) in covered { try Self.take(sum.money(), off: arn, in: database, run) }
                try database.execute("DELETE FROM dynamodb_purchase WHERE region = \(region)")
                for purchase in purchases { try purchase.save(in: region, database, run) }
                return use.reductions.count + purchases.count
            }
        }

        /// How many units are free in every hour: the free unit hours of the longest month, 744 hours.
        static func freeUnits(_ price: UnitPrice) -> Int { Int(price.free.description).map { $0 / 744 } ?? 0 }

        private static func cover(
            _ hours: [Int], _ reductions: [(arn: String, units: Int)], by covered: Int, at price: UnitPrice,
            into sums: inout [String: MoneySum]
        ) throws(DecimalFailure) {
            guard !hours.isEmpty, covered > 0 else { return }
            var saving = MarginalSaving(hours: hours, covered: covered)
            let saved = saving.savings(of: reductions.map { MarginalSaving.Reduction(units: $0.units) })
            for (index, reduction) in reductions.enumerated() {
                let lost = reduction.units * hours.count - saved[index]
                guard lost > 0 else { continue }
                sums[reduction.arn, default: MoneySum()] += try price.cost(
                    of: Rate(lost) * Rate(BillingMonth.hours), per: hours.count)
            }
        }

        private static func take(
            _ covered: Money, off arn: String, in database: Database, _ run: Run
        ) throws {
            let row = try database.row(
                """
                SELECT current, saving FROM dynamodb_capacity
                WHERE table_arn = \(arn) AND run = \(run.id) AND covered = 0
                """
            ) { row in (current: Money(units: row[0]), saving: Money(units: row[1])) }
            // Once: a stage that is run again may find what it has taken off already.
            guard let row else { return }
            let saving = Money(units: max(0, row.saving.units - covered.units))
            let current = Money(units: row.current.units - covered.units)
            let isWorth = Worth.isWorth(saving, of: current)
            try database.execute(
                """
                UPDATE dynamodb_capacity SET covered = \(covered.units), current = \(current.units),
                    saving = \(isWorth ? saving.units : 0),
                    projected = \(isWorth ? current.units - saving.units : current.units),
                    advice = CASE WHEN \(isWorth) THEN advice ELSE 'keep' END,
                    reason = reason || \("; reservations and the free tier pay for \(covered.cents) USD of it")
                WHERE table_arn = \(arn) AND run = \(run.id)
                """)
        }
    }

    /// What the tables of a region have provisioned, and what their reviews would have them give up.
    struct RegionUse: Sendable {
        /// The units of each hour, of all accounts.
        var reads: [Int] = []
        var writes: [Int] = []
        var reductions: [Reduction] = []

        struct Reduction: Sendable {
            var arn: String
            var reads: Int
            var writes: Int
        }

        init(of region: String, _ run: Run, in database: Database) throws {
            let places = try database.rows(
                "SELECT account FROM dynamodb_hours WHERE region = \(region) AND run = \(run.id) ORDER BY account"
            ) { row in row[0] as String }
            for account in places {
                let place = Cell(.analyse, "dynamodb", "tables", account: account, region: region)
                let hours = try ProvisionedHours(of: place, in: database)
                reads = Self.sum(reads, hours.reads)
                writes = Self.sum(writes, hours.writes)
            }
            // An idle table would be given up whole. The writes of global tables are replicated ones, which nothing
            // covers.
            reductions = try database.rows(
                """
                SELECT table_arn,
                    sum(CASE dimension WHEN 'read' THEN provisioned - after ELSE 0 END / max(minutes, 1)),
                    sum(CASE WHEN dimension = 'write' AND (replicas = '' OR index_name <> '')
                        THEN provisioned - after ELSE 0 END / max(minutes, 1))
                FROM (
                    SELECT setting.*, replicas, CASE
                        WHEN advice = 'on-demand' OR is_idle THEN 0
                        WHEN advice = 'fixed' THEN setting.fixed * minutes ELSE scaled_minutes END AS after
                    FROM dynamodb_setting AS setting
                    JOIN dynamodb_capacity AS capacity USING (table_arn)
                    JOIN dynamodb_table ON dynamodb_table.arn = table_arn
                    JOIN resource ON resource.arn = table_arn
                    JOIN (SELECT table_arn, sum(total) = 0 AS is_idle FROM dynamodb_usage GROUP BY table_arn)
                        USING (table_arn)
                    WHERE capacity.run = \(run.id) AND (advice <> 'keep' OR is_idle) AND mode <> 'on-demand'
                        AND class = 'STANDARD' AND resource.region = \(region))
                GROUP BY table_arn ORDER BY table_arn
                """
            ) { row in Reduction(arn: row[0], reads: max(0, row[1]), writes: max(0, row[2])) }
        }

        private static func sum(_ left: [Int], _ right: [Int]) -> [Int] {
            let (long, short) = left.count >= right.count ? (left, right) : (right, left)
            var sum = long
            for index in short.indices { sum[index] += short[index] }
            return sum
        }
    }
}
