import Capacity
import Formats
import Pipeline
import SQLite

extension DynamoDB {
    /// Reviews the tables of an account in a region: how they are used, and what they should be.
    struct TableReviews: Step {
        let setting: Setting
        let gate: Gate
        let known = KnownPrices()
        let service = "dynamodb"
        let name = "tables"

        /// How many tables one page has: few, because every account and region in flight holds that many reviews.
        private static let some = 8

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            let span = MetricDays(setting.scope.metrics, of: run)
            let prices = try await known.prices(of: cell.region, in: setting.store)
            let tables = try await setting.store.read { database in
                try Facts.some(of: cell, run, behind: cursor?.text ?? "", limit: Self.some, in: database)
            }
            let days = span.days(of: 3600, since: nil)
            var judged: [Reviewed] = []
            var broken: [Cell] = []
            for facts in tables {
                do {
                    judged.append(
                        try await gate.pass { try await review(facts, days, prices, asOf: run.asOf) })
                } catch let error where error is Gap || error is DecodingFailure {
                    // It fails again in a cell of its own, which tells why; the others are not lost with it.
                    broken.append(
                        Cell(
                            .analyse, service, "table", account: cell.account, region: cell.region,
                            scope: facts.name))
                }
            }
            let next = tables.count < Self.some ? nil : tables.last.map { Cursor($0.arn) }
            return Page(found: broken, next: next) { [judged] database in
                if cursor == nil { try ProvisionedHours.clear(cell, in: database) }
                var hours = try ProvisionedHours(of: cell, in: database)
                for table in judged {
                    try table.save(in: database, run)
                    hours.add(table.review)
                }
                try hours.save(cell, run, in: database)
                return judged.count
            }
        }

        fileprivate func review(
            _ facts: Facts, _ days: Range<Int>, _ prices: DynamoDBPrices, asOf: Timestamp
        ) async throws -> Reviewed {
            let (measured, billed, discount) = try await setting.store.read { database in
                (
                    try Measurements(of: facts.arn, TableReview.metrics, days: days, in: database),
                    try BilledMonth(of: facts.arn, asOf: asOf, in: database),
                    try Discount(of: facts.account, asOf: asOf, in: database)
                )
            }
            var bench = Workbench()
            let review = TableReview(facts, measured, on: &bench)
            do {
                let capacity = try CapacityAdvice(review, prices)
                let tableClass = try ClassAdvice(review, capacity, billed: billed, prices, asOf: asOf)
                let model = try capacity.flatMap { try CostModel(facts, $0, prices, billed, discount) }
                return Reviewed(review: review, capacity: capacity, tableClass: tableClass, model: model)
            } catch {
                throw Gap.failed("the cost of \(facts.arn) cannot be reckoned: \(error)")
            }
        }
    }

    /// Reviews one table that failed among others, so that the ledger tells which it was, and why.
    struct TableReviewAlone: Step {
        let reviews: TableReviews
        let service = "dynamodb"
        let name = "table"

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            let setting = reviews.setting
            let days = MetricDays(setting.scope.metrics, of: run).days(of: 3600, since: nil)
            let (tables, prices) = try await setting.store.read { database in
                (
                    try Facts.some(of: cell, run, behind: "", limit: .max, in: database).filter {
                        $0.name == cell.scope
                    },
                    try DynamoDBPrices(region: cell.region, in: database)
                )
            }
            guard let facts = tables.first else { return Page { _ in 0 } }
            let reviewed = try await reviews.review(facts, days, prices, asOf: run.asOf)
            return Page { database in
                try reviewed.save(in: database, run)
                return 1
            }
        }
    }

    /// What a review says of one table.
    struct Reviewed: Sendable {
        var review: TableReview
        var capacity: CapacityAdvice?
        var tableClass: ClassAdvice?
        var model: CostModel?
    }
}
