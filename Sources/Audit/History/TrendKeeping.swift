import Formats
import Pipeline
import SQLite

/// Keeps a few totals of each run, from which later ones draw how things went.
///
/// What could not be told is no row: a night without a bill has no spend, and not a spend of zero.
struct TrendKeeping: Step {
    let store: Store
    let service = "run"
    let name = "trend"
    let turn = 4

    static let first = Cell(.analyse, "run", "trend")

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        Page { database in
            try database.execute("DELETE FROM trend WHERE run = \(run.id)")
            // Units of dollars alone: other currencies are not added to them, and have no trend.
            if let month = try DynamoDB.BilledMonth.lastWhole(before: run.asOf, in: database) {
                try database.execute(
                    """
                    INSERT INTO trend (run, measure, part, amount)
                    SELECT \(run.id), 'spend', service, amount FROM (
                        SELECT service, \(ExactSQL(sumOf: "unblended").units) AS amount FROM monthly_cost
                        WHERE month = \(month) AND currency = 'USD' GROUP BY service)
                    WHERE amount IS NOT NULL
                    """)
            }
            for query in Self.counts(of: run) { try database.execute(query) }
            return try database.row("SELECT count(*) FROM trend WHERE run = \(run.id)") { $0[0] as Int } ?? 0
        }
    }

    private static func counts(of run: Run) -> [SQL] {
        [
            """
            INSERT INTO trend (run, measure, part, amount)
            SELECT \(run.id), 'saving', service, sum(amount) FROM saving JOIN finding ON finding.id = saving.finding
            WHERE saving.run = \(run.id) AND instead IS NULL GROUP BY service
            """,
            """
            INSERT INTO trend (run, measure, part, amount)
            SELECT \(run.id), 'findings', severity, sum(count) FROM (
                SELECT severity, count(*) AS count FROM finding WHERE run = \(run.id) GROUP BY code, severity)
            GROUP BY severity
            """,
            """
            INSERT INTO trend (run, measure, part, amount)
            SELECT \(run.id), 'resources', service, count(*) FROM resource
            WHERE \(Inventory.isThere(run)) GROUP BY service
            """,
            """
            INSERT INTO trend (run, measure, part, amount)
            SELECT \(run.id), 'cells', CASE WHEN state IN ('complete', 'empty') THEN 'covered'
                WHEN state IN ('region-off', 'account-closed') THEN 'closed' ELSE 'gap' END AS part, count(*)
            FROM cell WHERE run = \(run.id) AND stage <> 'report' AND stage <> 'analyse' GROUP BY part
            """,
        ]
    }
}
