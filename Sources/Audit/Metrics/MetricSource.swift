import Formats
import Pipeline
import SQLite

/// Which series a service wants of its resources in one account and region, in the order of `Series`.
///
/// It gives those behind a series, or from the first one, and no more than one request may ask for; none means that
/// there are no more.
package struct MetricSource: Sendable {
    package typealias Next =
        @Sendable (
            _ place: Cell, _ behind: Series?, _ run: Run, _ window: MetricWindow, _ database: Database
        ) throws -> [WantedSeries]

    let next: Next

    /// All of a place, a request at a time.
    func forEachRequest(
        of place: Cell, _ run: Run, _ window: MetricWindow, in database: Database,
        _ body: ([WantedSeries]) throws -> Void
    ) throws {
        var last: Series?
        while true {
            let request = Self.request(of: try next(place, last, run, window, database))
            guard let end = request.last else { return }
            try body(request)
            last = end.series
        }
    }

    /// The first series that fit into one request: of the same days, 500 series and 100,800 values at the most.
    ///
    /// CloudWatch charges for each series of each request, however long its days: a series is asked for whole.
    static func request(of wanted: [WantedSeries]) -> [WantedSeries] {
        guard let days = wanted.first?.days else { return [] }
        var (count, samples) = (0, 0)
        for series in wanted {
            samples += series.samples
            guard series.days == days, count < CloudWatch.GetMetricData.mostSeries else { break }
            guard samples <= CloudWatch.GetMetricData.mostValues || count == 0 else { break }
            count += 1
        }
        return Array(wanted.prefix(count))
    }
}
