import Formats
import Pipeline
import SQLite

/// What is forgotten of old samples.
enum MetricPruning {
    static let all = [series, days]

    /// First, what is about to go counts as never asked for: a day without a row would otherwise say that nothing was
    /// measured on it.
    private static let series = Pruning("series") { database, horizon, cursor in
        let start = cursor.flatMap { Int($0.text) } ?? 0
        let end =
            try database.row(
                "SELECT max(id) FROM (SELECT id FROM series WHERE id > \(start) ORDER BY id LIMIT \(horizon.piece))"
            ) { row in row[0] as Int? } ?? nil
        guard let end else { return nil }
        try database.execute(
            """
            UPDATE series SET first_day = min(\(horizon.firstDay), max(first_day, end_day))
            WHERE id > \(start) AND id <= \(end) AND first_day < min(\(horizon.firstDay), max(first_day, end_day))
            """)
        return Cursor(String(end))
    }

    /// Then the samples, the oldest first, which is the order of their key.
    private static let days = Pruning("series_day") { database, horizon, _ in
        let count = try database.execute(
            """
            DELETE FROM series_day WHERE id IN (
                SELECT id FROM series_day WHERE id < \(horizon.firstDay << 32) ORDER BY id LIMIT \(horizon.piece))
            """)
        return count < horizon.piece ? nil : Cursor("")
    }
}
