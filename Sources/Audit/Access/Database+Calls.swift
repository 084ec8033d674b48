import AWS
import Formats
import Pipeline
import SQLite

/// What a run learns of AWS by asking: how many questions it took, and how fast they may come.
///
/// Reports are no function of it: an interrupted run asks more than one that was not.
extension Database {
    /// Adds to what the newest run has asked.
    package func add(_ counts: [Meter.Key: Meter.Count]) throws(SQLiteError) {
        for (key, count) in counts {
            try execute(
                """
                INSERT INTO call (run, service, operation, region, outcome, calls, milliseconds)
                SELECT max(id), \(key.service), \(key.operation), \(key.region), \(key.outcome.rawValue),
                    \(count.calls), \(count.milliseconds) FROM run HAVING max(id) IS NOT NULL
                ON CONFLICT DO UPDATE SET calls = calls + excluded.calls,
                    milliseconds = milliseconds + excluded.milliseconds
                """)
        }
    }

    /// The paces that earlier runs have learned.
    package func paces() throws(SQLiteError) -> [PaceRow] {
        try rows("SELECT account, region, service, operation, rate, learned FROM pace") { row in
            PaceRow(
                Lane(account: row[0], region: row[1], service: row[2]), operation: row[3], rate: row[4],
                learned: row[5])
        }
    }

    /// Keeps the paces, instead of those that were kept before.
    package func keep(_ paces: [PaceRow]) throws(SQLiteError) {
        try execute("DELETE FROM pace")
        for pace in paces {
            try execute(
                """
                INSERT INTO pace (account, region, service, operation, rate, learned)
                VALUES (\(pace.lane.account), \(pace.lane.region), \(pace.lane.service), \(pace.operation),
                    \(pace.rate), \(pace.learned))
                """)
        }
    }
}
