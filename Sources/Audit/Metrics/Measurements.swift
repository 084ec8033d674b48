import Formats
import SQLite

/// What was measured of one resource over some days.
struct Measurements: Sendable {
    struct Key: Hashable, Sendable {
        var part: String
        var metric: String
    }

    /// One value a step, NaN where nothing was reported.
    struct Values: Sendable {
        var period: Int
        /// The days that were looked at; the others hold NaN.
        var days: Range<Int>
        var values: [Double]
    }

    let days: Range<Int>
    private var byKey: [Key: Values] = [:]

    /// The values of a metric; nil where nobody has looked.
    subscript(metric: String, part part: String = "") -> Values? { byKey[Key(part: part, metric: metric)] }

    /// Reads what the database has of some metrics of a resource, as far as it lies in these days.
    init(
        of resource: String, _ metrics: Set<String>, days: Range<Int>, in database: Database
    ) throws {
        self.days = days
        let rows = try database.rows(
            "SELECT id, part, metric, period, first_day, end_day FROM series WHERE resource = \(resource)"
        ) { row in
            (
                id: row[0] as Int, key: Key(part: row[1], metric: row[2]), period: row[3] as Int,
                first: row[4] as Int, end: row[5] as Int
            )
        }
        for row in rows where metrics.contains(row.key.metric) {
            let first = max(row.first, days.lowerBound)
            let end = min(row.end, days.upperBound)
            guard first < end else { continue }
            // Where several periods were asked for over time, the one that was asked for last is taken, and of those
            // the longest.
            if let known = byKey[row.key],
                (known.days.upperBound, known.days.count, -known.period) >= (end, end - first, -row.period)
            {
                continue
            }
            byKey[row.key] = Values(
                period: row.period, days: first..<end,
                values: try Self.read(row.id, row.period, first..<end, within: days, in: database))
        }
    }

    private static func read(
        _ id: Int, _ period: Int, _ known: Range<Int>, within days: Range<Int>, in database: Database
    ) throws -> [Double] {
        let slots = 86_400 / period
        var values = [Double](repeating: .nan, count: days.count * slots)
        var failure: DecodingFailure?
        for day in known {
            let begin = (day - days.lowerBound) * slots
            _ = try database.row(
                SQL("SELECT samples FROM series_day WHERE id = ?", [.integer(Int64(day << 32 | id))])
            ) { row in
                row.withBytes(of: 0) { bytes in
                    do throws(DecodingFailure) {
                        try values.withUnsafeMutableBufferPointer { all throws(DecodingFailure) in
                            var slots = UnsafeMutableBufferPointer(rebasing: all[begin..<begin + slots])
                                .mutableSpan
                            try SamplePacking.unpack(bytes, into: &slots)
                        }
                    } catch {
                        failure = error
                    }
                }
            }
        }
        if let failure { throw failure }
        return values
    }
}
