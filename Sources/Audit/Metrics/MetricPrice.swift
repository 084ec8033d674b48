import Formats

/// What asking CloudWatch costs: 0.01 dollars for 1,000 metrics that GetMetricData is asked for, in every region.
///
/// AWS's price page of CloudWatch, read 2026-11; the free tier does not cover GetMetricData.
enum MetricPrice {
    static func cost(ofSeries count: Int) -> Money { Money(units: Int64(count) * 100_000) }
}
