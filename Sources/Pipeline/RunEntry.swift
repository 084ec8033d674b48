import Formats
import SQLite

/// A run as it is stored.
package struct RunEntry: Equatable, Sendable {
    package var run: Run
    package var state: RunState
    /// Why it failed, where it did.
    package var reason: String?
    /// A fingerprint of the pipeline file that began it.
    package var pipeline: String
    package var version: String
}

extension Database {
    /// The runs, newest first.
    package func runs(limit: Int) throws(SQLiteError) -> [RunEntry] {
        try rows(
            "SELECT id, as_of, state, reason, pipeline, version FROM run ORDER BY id DESC LIMIT \(limit)",
            RunEntry.init)
    }

    /// One run by its number.
    package func runEntry(_ id: Int) throws(SQLiteError) -> RunEntry? {
        try row(
            "SELECT id, as_of, state, reason, pipeline, version FROM run WHERE id = \(id)", RunEntry.init)
    }
}

extension RunEntry {
    fileprivate init(_ row: borrowing Row) {
        self.init(
            run: Run(id: row[0], asOf: row[1]), state: RunState(rawValue: row[2]) ?? .failed,
            reason: row[3], pipeline: row[4], version: row[5])
    }
}
