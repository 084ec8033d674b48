/// How demand grows from day to day, told by medians, so that one odd day does not pass for a trend.
///
/// From 14 days on only days of the same weekday are compared: a window that ends on a weekend does not
/// shrink.
package struct Growth: Equatable, Sendable {
    /// The median day of the second half through that of the first; nil where the first is idle.
    package var halves: Double?
    /// The median slope between pairs of days, in units a second each day.
    package var slope: Double

    /// Pairs are made of no more than the last days.
    private static let mostDays = 400

    /// Less than four days tell of no growth.
    init?(days: [Double]) {
        guard days.count >= 4 else { return nil }
        // Whole weeks in both halves, where there are some.
        let length = days.count >= 14 ? days.count / 14 * 7 : days.count / 2
        let first = Self.median(Array(days.prefix(length)))
        let second = Self.median(Array(days.suffix(length)))
        halves = first > 0 ? second / first : nil
        slope = Self.slope(Array(days.suffix(Self.mostDays)))
    }

    /// Theil and Sen's estimate.
    private static func slope(_ days: [Double]) -> Double {
        let step = days.count >= 14 ? 7 : 1
        var slopes: [Double] = []
        for start in days.indices {
            var end = start + step
            while end < days.count {
                slopes.append((days[end] - days[start]) / Double(end - start))
                end += step
            }
        }
        return median(slopes)
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
