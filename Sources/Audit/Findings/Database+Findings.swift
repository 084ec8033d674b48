import Formats
import Pipeline
import SQLite

extension Database {
    /// Forgets what this run had found in an account and region, before it is analysed again.
    ///
    /// A finding that an earlier run had as well keeps the run that saw it first.
    func forgetFindings(of cell: Cell, _ run: Run) throws(SQLiteError) {
        let place: SQL =
            "service = \(cell.service) AND account = \(cell.account) AND region = \(cell.region)"
        try execute("DELETE FROM finding WHERE \(place) AND first_run = \(run.id)")
        // One that was known before this run, and is not found again, was not seen by it.
        try execute("UPDATE finding SET run = first_run WHERE \(place) AND run = \(run.id)")
    }

    /// Adds findings, and says how many there are.
    func add(_ findings: [Finding], asOf: Timestamp, _ run: Run) throws(SQLiteError) -> Int {
        for finding in findings { try save(finding, asOf: finding.asOf ?? asOf, run) }
        return findings.count
    }

    private func save(_ finding: Finding, asOf: Timestamp, _ run: Run) throws(SQLiteError) {
        let (subject, money) = (finding.subject, finding.money)
        try execute(
            """
            INSERT INTO finding (id, code, severity, service, account, region, resource, part, what, why, how,
                current_cost, projected_cost, saving, prices, confidence, confidence_reason, first_run, first_seen,
                run, as_of, changes)
            VALUES (\(finding.id), \(finding.code), \(finding.severity.rawValue), \(subject.service),
                \(subject.account), \(subject.region), \(subject.resource), \(subject.part), \(finding.what),
                \(finding.why), \(finding.how), \(money?.current.units), \(money?.projected.units),
                \(money?.saving.units), \(Self.list(money?.prices ?? [])), \(finding.confidence.percent),
                \(finding.confidence.reason), \(run.id), \(run.asOf), \(run.id), \(asOf),
                \(finding.changes.joined(separator: " ")))
            ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, what = excluded.what, why = excluded.why,
                how = excluded.how, current_cost = excluded.current_cost, projected_cost = excluded.projected_cost,
                saving = excluded.saving, prices = excluded.prices, confidence = excluded.confidence,
                confidence_reason = excluded.confidence_reason, run = excluded.run, as_of = excluded.as_of,
                changes = excluded.changes
            """)
    }

    private static func list(_ prices: [String]) -> String {
        var writer = JSONWriter()
        writer.array { writer in
            for price in Set(prices).sorted() { writer.string(price) }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
