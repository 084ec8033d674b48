/// How much of the provisioned capacity was consumed, in percent.
///
/// It is above 100 where burst capacity helped. Steps without provisioned capacity (a table on demand) do not
/// count; steps that consumed nothing count as zero. A step is measured by the capacity at its beginning.
package struct Utilisation: Equatable, Sendable {
    package var average: Double
    package var p50: Double
    package var p90: Double
    package var p99: Double
    package var maximum: Double
    /// How many steps had provisioned capacity.
    package var steps: Int
}

extension Utilisation {
    /// What a provisioned series does not tell is what it told last; before its first value it is the
    /// snapshot, or without one the first value.
    init?(
        consumed: borrowing Samples, provisioned: borrowing Samples, snapshot: Double?,
        by selection: inout Selection
    ) {
        selection.reserve(consumed.values.count)
        var fill = UtilisationFill(target: selection.values.base)
        fill.fill(consumed, provisioned, snapshot)
        guard fill.count > 0 else { return nil }
        let places = Quantiles.shares.map { QuantilePlace($0, of: fill.count) }
        selection.select(places, among: fill.count)
        let quantiles = Quantiles(places, of: selection, through: 1)
        average = fill.sum / Double(fill.count)
        (p50, p90, p99) = (quantiles.p50, quantiles.p90, quantiles.p99)
        maximum = fill.most
        steps = fill.count
    }
}

/// Writes the utilisation of each step that has provisioned capacity.
private struct UtilisationFill {
    let target: UnsafeMutablePointer<Double>
    var count = 0
    var sum = 0.0
    var most = 0.0

    mutating func fill(_ consumed: borrowing Samples, _ provisioned: borrowing Samples, _ snapshot: Double?) {
        let told = provisioned.values
        let passed = max(0, (consumed.start - provisioned.start) / provisioned.period)
        var known = told.prefix(passed).last { $0 >= 0 } ?? snapshot ?? told.first { $0 >= 0 } ?? 0
        var step = 0
        let steps = consumed.values.count
        consumed.values.withUnsafeBufferPointer { values in
            while step < steps {
                let now = consumed.start + step * consumed.period - provisioned.start
                let index = now < 0 ? -1 : now / provisioned.period
                if index >= 0, index < told.count, told[index] >= 0 { known = told[index] }
                let change = Self.change(after: index, in: told, from: known)
                let seconds = provisioned.start - consumed.start + change * provisioned.period
                let next = (seconds + consumed.period - 1) / consumed.period
                let end = change < told.count ? min(steps, max(step + 1, next)) : steps
                if known > 0 { add(values, step..<end, capacity: known * Double(consumed.period)) }
                step = end
            }
        }
    }

    /// Where the provisioned series next tells another capacity.
    private static func change(after index: Int, in told: [Double], from known: Double) -> Int {
        var next = index + 1
        while next < told.count, told[next] == known || !(told[next] >= 0) { next += 1 }
        return next
    }

    private mutating func add(_ values: UnsafeBufferPointer<Double>, _ range: Range<Int>, capacity: Double) {
        guard let base = values.baseAddress else { return }
        let (zero, infinity) = (SIMD4<Double>(), SIMD4<Double>(repeating: .infinity))
        var (sums, mosts) = (zero, SIMD4(repeating: most))
        var index = range.lowerBound
        while index + 4 <= range.upperBound {
            var lanes = UnsafeRawPointer(base + index).loadUnaligned(as: SIMD4<Double>.self)
            lanes = zero.replacing(with: lanes, where: (lanes .>= zero) .& (lanes .< infinity))
            lanes = lanes * 100 / SIMD4(repeating: capacity)
            UnsafeMutableRawPointer(target + count).storeBytes(of: lanes, as: SIMD4<Double>.self)
            sums += lanes
            mosts.replace(with: lanes, where: lanes .> mosts)
            count += 4
            index += 4
        }
        sum += sums.sum()
        most = mosts.max()
        while index < range.upperBound {
            let value = values[index]
            let percent = (value >= 0 && value < .infinity ? value : 0) * 100 / capacity
            target[count] = percent
            count += 1
            sum += percent
            most = percent > most ? percent : most
            index += 1
        }
    }
}
