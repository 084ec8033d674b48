import Formats
import Pipeline
import SQLite

extension Database {
    /// The days of a resource's series that have been asked for.
    func known(of resource: String) throws(SQLiteError) -> [Series: KnownDays] {
        let rows = try rows(
            """
            SELECT part, metric, statistic, period, first_day, end_day, as_of FROM series
            WHERE resource = \(resource)
            """
        ) { row in
            (
                Series(resource: resource, part: row[0], metric: row[1], statistic: row[2], period: row[3]),
                KnownDays(days: (row[4] as Int)..<max(row[4] as Int, row[5] as Int), asOf: row[6])
            )
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// Stores the samples of a series, a day at a time, and says how many there are.
    package func store(_ measured: MeasuredSeries, _ run: Run) throws(SQLiteError) -> Int {
        let id = try seriesID(of: measured, run)
        let slots = 86_400 / measured.wanted.series.period
        var count = 0
        for (index, day) in measured.wanted.days.enumerated() {
            let range = index * slots..<(index + 1) * slots
            let present = measured.present(in: range)
            guard present > 0 else {
                // A day that is asked for again may have lost what it had.
                try execute(SQL("DELETE FROM series_day WHERE id = ?", [Self.rowID(day, id)]))
                continue
            }
            count += present
            let bytes = measured.packed(range)
            try execute(
                SQL(
                    "INSERT OR REPLACE INTO series_day (id, samples) VALUES (?, ?)",
                    [Self.rowID(day, id), .blob(bytes)]))
        }
        return count
    }

    private static func rowID(_ day: Int, _ series: Int) -> Value { .integer(Int64(day << 32 | series)) }

    private func seriesID(of measured: MeasuredSeries, _ run: Run) throws(SQLiteError) -> Int {
        let (series, days) = (measured.wanted.series, measured.wanted.days)
        // What was known goes on where the new days begin in it or right behind it; else it was left behind too long
        // ago, and the new days stand alone.
        try execute(
            """
            INSERT INTO series (resource, part, metric, statistic, period, first_day, end_day, as_of)
            VALUES (\(series.resource), \(series.part), \(series.metric), \(series.statistic), \(series.period),
                \(days.lowerBound), \(days.upperBound), \(run.asOf))
            ON CONFLICT DO UPDATE SET
                first_day = CASE WHEN excluded.first_day BETWEEN first_day AND end_day
                    THEN first_day ELSE excluded.first_day END,
                end_day = excluded.end_day, as_of = excluded.as_of
            """)
        let id = try row(
            """
            SELECT id FROM series WHERE resource = \(series.resource) AND part = \(series.part)
                AND metric = \(series.metric) AND statistic = \(series.statistic) AND period = \(series.period)
            """
        ) { row in row[0] as Int }
        return id ?? 0
    }
}

/// The days of a series that have been asked for, and when.
struct KnownDays: Equatable, Sendable {
    var days: Range<Int>
    var asOf: Timestamp
}
