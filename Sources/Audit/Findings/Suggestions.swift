import Formats
import Pipeline
import SQLite

/// What is worth acting on, the savings that can be had together first.
package enum Suggestions {
    /// The findings of some services: savings that count, then what is about no money, then what a larger saving excludes.
    package static func report(of services: [AuditedService]) -> TableReport {
        TableReport(
            "suggestions", "What is worth acting on, the savings that can be had together first.",
            columns: [
                .word("id"), .word("code"), .word("severity"), .word("service"), .text("account"),
                .text("account_name"), .word("region"), .text("resource"), .text("name"), .text("part"),
                .text("owner"), .text("what"), .text("why"), .text("how"), .money("monthly_saving"),
                .money("counted"), .word("instead_of"), .count("confidence"), .text("confidence_reason"),
            ],
            key: ["id"]
        ) { run in query(services, run) }
    }

    private static func query(_ services: [AuditedService], _ run: Run) -> SQL {
        """
        SELECT finding.id, code, severity, finding.service, finding.account, account.name, finding.region,
            finding.resource, resource.name, part, resource.owner, what, why, how, finding.saving,
            CASE WHEN instead IS NULL THEN amount END, instead, confidence, confidence_reason
        FROM finding LEFT JOIN account ON account.id = finding.account
        LEFT JOIN resource ON resource.arn = finding.resource
        LEFT JOIN saving ON saving.finding = finding.id AND saving.run = \(run.id)
        WHERE finding.run = \(run.id) AND finding.service IN (\(services.names))
        ORDER BY CASE WHEN instead IS NOT NULL THEN 2 WHEN amount IS NULL THEN 1 ELSE 0 END, amount DESC,
            CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END,
            code, finding.id
        """
    }

    /// How many there are, and what those come to that count.
    package struct Totals: Equatable, Sendable {
        package var all: Int
        package var counted: Int
        /// Those that a larger saving of the same resource excludes.
        package var excluded: Int
        /// What those that count come to a month.
        package var saving: Money
    }

    package static func totals(
        of services: [AuditedService], _ run: Run, in database: Database
    ) throws(SQLiteError) -> Totals {
        try database.row(
            """
            SELECT count(*), count(amount) FILTER (WHERE instead IS NULL), count(instead),
                coalesce(sum(amount) FILTER (WHERE instead IS NULL), 0)
            FROM finding LEFT JOIN saving ON saving.finding = finding.id AND saving.run = \(run.id)
            WHERE finding.run = \(run.id) AND service IN (\(services.names))
            """
        ) { row in
            Totals(all: row[0], counted: row[1], excluded: row[2], saving: Money(units: row[3]))
        } ?? Totals(all: 0, counted: 0, excluded: 0, saving: .zero)
    }
}

extension [AuditedService] {
    /// Their names as a list of SQL.
    var names: SQL { reduce("''") { "\($0), \($1.name)" } }

    /// The services that a pipeline file audits.
    package static func audited(_ scope: AuditScope) -> [AuditedService] {
        Catalog.services.filter { scope.services.contains($0.name) }
    }

    /// How much of the work on these services was done; of all of it where none is named.
    package func coverage(of run: Run, in database: Database) throws(SQLiteError) -> CoverageTally {
        var tally = CoverageTally()
        let counts = try database.rows(
            """
            SELECT state, count(*) FROM cell WHERE run = \(run.id) AND stage <> 'report'
                AND service IN (\(names)) GROUP BY state
            """
        ) { row in (CellState(rawValue: row[0]) ?? .failed, row[1] as Int) }
        for (state, cells) in counts { tally.add(state, cells) }
        return tally
    }
}
