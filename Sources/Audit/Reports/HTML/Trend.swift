import Formats
import Pipeline
import SQLite

/// One measure of the last runs, each run's parts added up.
struct Trend: Equatable, Sendable {
    struct Point: Equatable, Sendable {
        var run: Int
        var asOf: Timestamp
        var amount: Int128
    }

    var points: [Point] = []

    var highest: Int128 { points.map(\.amount).max() ?? 0 }
    var lowest: Int128 { points.map(\.amount).min() ?? 0 }

    /// How many runs are looked back at.
    static let nights = 90

    /// The measures of the last runs up to this one, the oldest first.
    ///
    /// Of cells it is the share that was covered, in thousandths: what is off by design is none of it.
    static func all(upTo run: Run, in database: Database) throws -> [String: Trend] {
        var trends: [String: Trend] = [:]
        try database.forEach(
            """
            SELECT run, run.as_of, measure, \(SQL.parts("amount")),
                \(SQL.parts("CASE WHEN part = 'covered' THEN amount ELSE 0 END")),
                \(SQL.parts("CASE WHEN part = 'closed' THEN amount ELSE 0 END"))
            FROM trend JOIN run ON run.id = trend.run
            WHERE run IN (SELECT DISTINCT run FROM trend WHERE run <= \(run.id) ORDER BY run DESC LIMIT \(nights))
            GROUP BY run, measure ORDER BY run, measure
            """
        ) { row in
            let measure: String = row[2]
            var amount = row.sum(at: 3)
            if measure == "cells" {
                let due = amount - row.sum(at: 7)
                guard due > 0 else { return }
                amount = row.sum(at: 5) * 1000 / due
            }
            trends[measure, default: Trend()].points.append(
                Point(run: row[0], asOf: row[1], amount: amount))
        }
        return trends
    }
}
