import Formats
import SQLite

/// What is older than this is forgotten.
package struct Horizon: Equatable, Sendable {
    /// The newest run, which has ended; nothing of it is ever forgotten.
    package var newest: Run
    /// The first run that is kept.
    package var firstRun: Int
    /// The first run that keeps all of its cells.
    package var firstWholeRun: Int
    /// The first day of UTC whose samples are kept.
    package var firstDay: Int
    /// How many rows one transaction looks at.
    package var piece: Int

    /// Nil while the newest run is open, and before the first: then there is nothing to forget.
    ///
    /// Runs are counted and not reckoned, because there may be several a day, and none. Days count back from the
    /// run's, or from now where somebody has chosen an instant to come.
    package init?(_ retention: Retention, in database: Database, now: Timestamp) throws(SQLiteError) {
        guard let newest = try database.runs(limit: 1).first, !newest.state.isOpen else { return nil }
        self.newest = newest.run
        firstRun = try Self.run(number: retention.runs, in: database)
        firstWholeRun = try Self.run(number: retention.cells, in: database)
        piece = retention.piece
        firstDay = min(newest.run.asOf, now).day - retention.metrics
    }

    /// The run that is so many from the newest, which is the first; 0 where there are fewer.
    private static func run(number: Int, in database: Database) throws(SQLiteError) -> Int {
        try database.row("SELECT id FROM run ORDER BY id DESC LIMIT 1 OFFSET \(number - 1)") { row in
            row[0] as Int
        } ?? 0
    }
}
