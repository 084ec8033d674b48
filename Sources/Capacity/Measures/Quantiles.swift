/// Four quantiles of a series.
///
/// Between two order statistics they are interpolated as numpy's default method does it, to the last bit: of
/// n values the quantile q lies at (n - 1)·q, and the interpolation starts from the nearer of its two
/// neighbours.
package struct Quantiles: Equatable, Sendable {
    package var p50: Double
    package var p90: Double
    package var p95: Double
    package var p99: Double

    static let zero = Quantiles(p50: 0, p90: 0, p95: 0, p99: 0)

    static let shares = [0.5, 0.9, 0.95, 0.99]
}

/// Where a quantile lies among ordered values: between two ranks, so far behind the first.
struct QuantilePlace {
    let lower: Int
    let upper: Int
    let part: Double

    /// The place of a quantile among the last `count` of ordered values, behind `skipped` others.
    init(_ share: Double, of count: Int, behind skipped: Int = 0) {
        let place = Double(count - 1) * share
        let rank = Int(place)
        lower = skipped + rank
        upper = skipped + min(rank + 1, count - 1)
        part = place - Double(rank)
    }

    func value(between low: Double, and high: Double) -> Double {
        let difference = high - low
        return part < 0.5 ? low + difference * part : high - difference * (1 - part)
    }
}
