import Formats
import Pipeline
import SQLite

extension RunComparison {
    /// A total of both runs; nil where a run could not tell it.
    package struct Total: Equatable, Sendable {
        package var measure: String
        /// Empty for the sum of all parts.
        package var part: String
        package var before: Int64?
        package var after: Int64?

        /// Whether it counts units of 10⁻¹⁰ dollars.
        package var isMoney: Bool { measure == "spend" || measure == "saving" }

        package var difference: Int64? {
            guard let before, let after else { return nil }
            let (difference, overflow) = after.subtractingReportingOverflow(before)
            return overflow ? nil : difference
        }
    }

    /// The totals that both runs have kept, each with its parts.
    package func totals(in database: Database) throws(SQLiteError) -> [Total] {
        let sum = { (run: Run) -> SQL in "sum(amount) FILTER (WHERE run = \(run.id))" }
        // A part that a run does not have was none in it, where it has others of the same.
        let part = { (run: Run) -> SQL in
            """
            coalesce(\(sum(run)), (SELECT 0 FROM trend AS other
                WHERE other.run = \(run.id) AND other.measure = trend.measure LIMIT 1))
            """
        }
        return try database.rows(
            """
            SELECT measure, '' AS part, \(sum(earlier)), \(sum(later)) FROM trend
            WHERE run IN (\(earlier.id), \(later.id)) AND measure <> 'cells' GROUP BY measure
            UNION ALL
            SELECT measure, part, \(part(earlier)), \(part(later)) FROM trend
            WHERE run IN (\(earlier.id), \(later.id)) GROUP BY measure, part
            ORDER BY measure, part
            """
        ) { row in Total(measure: row[0], part: row[1], before: row[2], after: row[3]) }
    }
}

/// Whether two runs can be compared with one of them.
package enum RunMemory: Equatable, Sendable {
    case kept(RunEntry)
    case unknown
    /// It was forgotten, as `keep` says; the first that is kept.
    case forgotten(first: Int)
    /// It is under way, or was stopped before it was compared.
    case notAnalysed(RunEntry)
    /// It has ended, and kept no history.
    case withoutHistory(RunEntry)
}

extension Database {
    /// What is remembered of a run.
    package func memory(of id: Int) throws(SQLiteError) -> RunMemory {
        guard let entry = try runEntry(id) else {
            let ends = try row("SELECT min(id), max(id) FROM run") { row in (row[0] as Int?, row[1] as Int?) }
            guard let first = ends?.0, id >= 1, id < first else { return .unknown }
            return .forgotten(first: first)
        }
        let isKept = try row("SELECT 1 FROM trend WHERE run = \(id) LIMIT 1") { _ in true } ?? false
        if isKept { return .kept(entry) }
        return entry.state.isOpen ? .notAnalysed(entry) : .withoutHistory(entry)
    }

    /// The newest whole runs that history was kept of, newest first.
    package func comparableRuns(limit: Int) throws(SQLiteError) -> [Run] {
        try rows(
            """
            SELECT id, as_of FROM run WHERE state IN ('complete', 'partial')
                AND EXISTS (SELECT 1 FROM trend WHERE trend.run = run.id)
            ORDER BY id DESC LIMIT \(limit)
            """
        ) { row in Run(id: row[0], asOf: row[1]) }
    }
}
