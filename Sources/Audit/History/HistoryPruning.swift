import Pipeline
import SQLite

/// What is forgotten of earlier nights, beside their cells.
package enum HistoryPruning {
    package static let all: [Pruning] =
        MetricPruning.all + [
            Pruning.rows(of: "event", key: ["run", "arn", "kind"]) { "run < \($0.firstRun)" },
            Pruning.rows(of: "trend", key: ["run", "measure", "part"]) { "run < \($0.firstRun)" },
            Pruning.rows(of: "call", key: ["run", "service", "operation", "region", "outcome"]) {
                "run < \($0.firstRun)"
            },
            Pruning.rows(of: "report_file", key: ["run", "path"]) { "run < \($0.firstWholeRun)" },
            Pruning.rows(of: "cost_control", key: ["run", "month", "account", "currency"]) {
                "run < \($0.firstWholeRun)"
            },
            // Of every account and region in every run, and only the newest run's are looked at.
            Pruning.rows(of: "metric_estimate", key: ["run", "account", "region"]) {
                "run < \($0.firstWholeRun)"
            },
            versions,
        ]

    /// How resources were before the first run that is kept.
    ///
    /// Not how they were in it: of each, the newest version up to that run stays, and is what later ones changed.
    private static let versions = Pruning("version") { database, horizon, cursor in
        guard horizon.firstRun > 1 else { return nil }
        let start = cursor?.text ?? ""
        let end =
            try database.row(
                """
                SELECT max(arn) FROM (
                    SELECT arn FROM version WHERE arn > \(start) ORDER BY arn LIMIT \(horizon.piece))
                """
            ) { row in row[0] as String? } ?? nil
        guard let end else { return nil }
        try database.execute(
            """
            DELETE FROM version WHERE arn > \(start) AND arn <= \(end) AND EXISTS (
                SELECT 1 FROM version AS later
                WHERE later.arn = version.arn AND later.run > version.run AND later.run <= \(horizon.firstRun))
            """)
        return Cursor(end)
    }
}
