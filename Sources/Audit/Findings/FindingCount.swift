import Formats
import Pipeline
import SQLite

/// How often something was found, and what acting on each would save a month.
package struct FindingCount: Equatable, Sendable {
    package var code: String
    package var what: String
    package var count: Int
    /// Nil where it is not about money.
    package var saving: Saving?

    /// Whole dollars: for people, and never added to anything.
    package struct Saving: Equatable, Sendable {
        package var rounded: Int
    }
}

extension Database {
    /// The findings of a run by their codes, the largest savings first.
    package func findings(of run: Run) throws(SQLiteError) -> [FindingCount] {
        try rows(
            """
            SELECT code, min(what), count(*), CAST(round(sum(saving / 1e10)) AS INTEGER) FROM finding
            WHERE run = \(run.id) GROUP BY code
            ORDER BY sum(saving) IS NULL OR sum(saving) = 0, sum(saving / 1e10) DESC, code
            """
        ) { row in
            let saving = (row[3] as Int?).flatMap { $0 > 0 ? FindingCount.Saving(rounded: $0) : nil }
            return FindingCount(code: row[0], what: row[1], count: row[2], saving: saving)
        }
    }
}
