import Pipeline

/// The last series that was asked for, as a cell's cursor.
struct MetricPlace: Equatable {
    var series: Series

    init(series: Series) { self.series = series }

    init?(_ cursor: Cursor?) throws(Gap) {
        guard let cursor else { return nil }
        let words = cursor.text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 5, let period = Int(words[4]) else {
            throw Gap.failed("the place where the metrics stopped cannot be read")
        }
        series = Series(
            resource: words[0], part: words[1], metric: words[2], statistic: words[3], period: period)
    }

    /// None of the words has a tab: ARNs and the names of indexes and metrics are plain.
    var cursor: Cursor {
        Cursor(
            [series.resource, series.part, series.metric, series.statistic, String(series.period)]
                .joined(separator: "\t"))
    }
}
