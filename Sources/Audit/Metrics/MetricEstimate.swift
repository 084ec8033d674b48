import Formats
import Pipeline
import SQLite

/// Reckons what asking for metrics will cost, before anything is asked, and finds the cells that ask.
///
/// Where all of it would cost more than the pipeline file allows, accounts and regions are asked in their order until
/// the money is spent; what is left over is a gap that says so.
struct MetricEstimate: Step {
    let setting: Setting
    let services: [AuditedService]
    let service = "metrics"
    let name = "estimate"

    static let first = Cell(.collect, "metrics", "estimate")

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let window = setting.scope.metrics
        let reckoned = try await setting.store.read { database throws -> [Estimate] in
            var all: [Estimate] = []
            for service in services {
                guard let source = service.metrics else { continue }
                all += try estimates(source, of: service, run, window, in: database)
            }
            return all
        }
        let allowed = within(window.budget, reckoned)
        return Page(found: allowed.map(\.cell)) { database in
            try database.execute("DELETE FROM metric_estimate WHERE run = \(run.id)")
            for estimate in allowed { try estimate.save(in: database, run) }
            return allowed.reduce(0) { $0 + $1.requests }
        }
    }

    private func estimates(
        _ source: MetricSource, of service: AuditedService, _ run: Run, _ window: MetricWindow,
        in database: Database
    ) throws -> [Estimate] {
        let places = try database.rows(
            """
            SELECT DISTINCT account, region FROM resource
            WHERE service = \(service.name) AND (\(Inventory.isThere(run))) ORDER BY account, region
            """
        ) { row in
            Cell(
                .collect, "metrics", "samples", account: row[0], region: row[1], scope: service.name)
        }
        return try places.map { place in
            var estimate = Estimate(cell: place)
            try source.forEachRequest(of: place, run, window, in: database) { request in
                estimate.series += request.count
                estimate.requests += 1
            }
            return estimate
        }
    }

    private func within(_ budget: Money, _ estimates: [Estimate]) -> [Estimate] {
        var spent = MoneySum()
        return estimates.map { estimate in
            var estimate = estimate
            var sum = spent
            sum += estimate.cost
            // Once it is spent, it stays spent: smaller ones behind do not slip in.
            estimate.isAllowed = sum.units <= Int128(budget.units)
            spent = sum
            return estimate
        }
    }
}

extension MetricEstimate {
    /// Stops what was reckoned to cost more than it may.
    static func requireAllowed(
        _ place: Cell, _ run: Run, _ window: MetricWindow, in database: Database
    ) throws {
        let refused = try database.row(
            """
            SELECT cost FROM metric_estimate
            WHERE run = \(run.id) AND account = \(place.account) AND region = \(place.region) AND NOT is_allowed
            """
        ) { row in Money(units: row[0]) }
        guard let refused else { return }
        throw Gap.notAsked(
            "its metrics would cost \(refused) USD more, which metrics-budget (\(window.budget) USD) does not cover"
        )
    }
}

/// What it takes to ask for the metrics of one account and region.
struct Estimate: Sendable {
    var cell: Cell
    var series = 0
    var requests = 0
    var isAllowed = true

    var cost: Money { MetricPrice.cost(ofSeries: series) }

    fileprivate func save(in database: Database, _ run: Run) throws(SQLiteError) {
        try database.execute(
            """
            INSERT INTO metric_estimate (run, account, region, series, requests, cost, is_allowed)
            VALUES (\(run.id), \(cell.account), \(cell.region), \(series), \(requests), \(cost.units), \(isAllowed))
            ON CONFLICT DO UPDATE SET series = series + excluded.series, requests = requests + excluded.requests,
                cost = cost + excluded.cost, is_allowed = min(is_allowed, excluded.is_allowed)
            """)
    }
}
