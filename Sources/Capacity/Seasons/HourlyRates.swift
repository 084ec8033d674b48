/// The average rate of each hour of a series: what patterns of days and weeks are looked for in.
struct HourlyRates {
    /// The first hour, counted since the epoch.
    let firstHour: Int
    /// Units a second; hours that reported nothing are zero.
    private(set) var rates: [Double] = []

    /// Only whole hours count; steps longer than an hour tell of no hours.
    init(_ samples: borrowing Samples) {
        let perHour = 3600 / samples.period
        firstHour = (samples.start + 3599) / 3600
        guard perHour > 0, 3600 % samples.period == 0 else { return }
        let skipped = (firstHour * 3600 - samples.start) / samples.period
        samples.values.withUnsafeBufferPointer { values in
            var step = skipped
            rates.reserveCapacity(values.count / perHour + 1)
            while step + perHour <= values.count {
                rates.append(Self.sum(values, step..<(step + perHour)) / 3600)
                step += perHour
            }
        }
    }

    private static func sum(_ values: UnsafeBufferPointer<Double>, _ range: Range<Int>) -> Double {
        var (even, odd) = (0.0, 0.0)
        var index = range.lowerBound
        while index + 1 < range.upperBound {
            let (first, second) = (values[index], values[index + 1])
            even += first > 0 ? first : 0
            odd += second > 0 ? second : 0
            index += 2
        }
        if index < range.upperBound { even += values[index] > 0 ? values[index] : 0 }
        return even + odd
    }

    /// How alike the series is to itself so many hours later: Pearson's correlation, nil where it has no
    /// meaning.
    ///
    /// Less than a day of overlap, or a series that does not vary, tells nothing.
    func likeness(after lag: Int) -> Double? {
        let count = rates.count - lag
        guard count >= 24 else { return nil }
        let number = Double(count)
        var (early, late) = (0.0, 0.0)
        for index in 0..<count {
            early += rates[index]
            late += rates[index + lag]
        }
        (early, late) = (early / number, late / number)
        var (product, earlySquares, lateSquares) = (0.0, 0.0, 0.0)
        for index in 0..<count {
            let (first, second) = (rates[index] - early, rates[index + lag] - late)
            product += first * second
            earlySquares += first * first
            lateSquares += second * second
        }
        let scale = (earlySquares * lateSquares).squareRoot()
        return scale > 0 ? product / scale : nil
    }

    /// The average rate of each whole 24 hours, from the first hour on.
    var days: [Double] {
        var days: [Double] = []
        var hour = 0
        while hour + 24 <= rates.count {
            days.append(rates[hour..<(hour + 24)].reduce(0, +) / 24)
            hour += 24
        }
        return days
    }
}
