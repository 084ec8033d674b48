import Formats
import Pipeline
import SQLite

/// How often a service was asked something in a run, with one outcome.
package struct CallTotal: Equatable, Sendable {
    package var service: String
    package var outcome: String
    package var calls: Int
}

/// A few totals of a run, for those who watch the nights go by.
extension Database {
    package func calls(of run: Run) throws(SQLiteError) -> [CallTotal] {
        try rows(
            """
            SELECT service, outcome, sum(calls) FROM call WHERE run = \(run.id)
            GROUP BY service, outcome ORDER BY service, outcome
            """
        ) { row in CallTotal(service: row[0], outcome: row[1], calls: row[2]) }
    }

    /// What asking for metrics was reckoned to cost; nil where the run has not reckoned it.
    package func metricsCost(of run: Run) throws(SQLiteError) -> Money? {
        try money("SELECT sum(cost) FROM metric_estimate WHERE run = \(run.id) AND is_allowed")
    }

    /// How many findings there are of each severity.
    package func severities(of run: Run) throws(SQLiteError) -> [Finding.Severity: Int] {
        let counts = try rows(
            "SELECT severity, count(*) FROM finding WHERE run = \(run.id) GROUP BY code, severity"
        ) { row in (Finding.Severity(rawValue: row[0]), row[1] as Int) }
        var severities: [Finding.Severity: Int] = [:]
        for (severity, count) in counts { if let severity { severities[severity, default: 0] += count } }
        return severities
    }

    /// What all savings of a run come to a month, of those that exclude each other one.
    ///
    /// Nil where there are findings that save something and nobody has said which exclude each other: their plain
    /// sum would promise too much.
    package func saving(of run: Run) throws(SQLiteError) -> Money? {
        if let sum = try money("SELECT sum(amount) FROM saving WHERE run = \(run.id) AND instead IS NULL") {
            return sum
        }
        // Of a run that has chosen, and found nothing to choose from, it is nothing; of another it is not known.
        let hasChosen = try row(
            """
            SELECT 1 FROM cell WHERE run = \(run.id) AND stage = 'analyse' AND service = 'finding'
                AND step = 'savings' AND state IN ('complete', 'empty')
            """
        ) { _ in true }
        return hasChosen == nil ? nil : Money(units: 0)
    }

    /// How much more the newest whole month's bill says of tables than they were reckoned to cost.
    package func reconciliation(of run: Run) throws(SQLiteError) -> Money? {
        try money("SELECT sum(difference) FROM dynamodb_model WHERE run = \(run.id)")
    }

    private func money(_ sql: SQL) throws(SQLiteError) -> Money? {
        try row(sql) { row in row[0] as Int64? }.flatMap { units in units.map { Money(units: $0) } }
    }
}
