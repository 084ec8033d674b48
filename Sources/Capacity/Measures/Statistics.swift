/// What a consumed series amounts to.
///
/// Rates are units a second: a step's sum through its seconds. A step that reported nothing counts as zero,
/// because that is what an idle table reports; `reported` tells how many there were. Values that are no
/// amounts (negative, infinite) count as not reported.
package struct Statistics: Equatable, Sendable {
    /// The units of all steps.
    package var sum = 0.0
    /// The units a second, over the whole window.
    package var average = 0.0
    package var maximum = 0.0
    package var steps = 0
    package var reported = 0
    /// The quantiles of all steps.
    package var quantiles = Quantiles.zero
    /// The quantiles of the steps that reported something.
    package var reportedQuantiles = Quantiles.zero
}

extension Statistics {
    init(_ samples: borrowing Samples, by selection: inout Selection) {
        steps = samples.values.count
        guard steps > 0 else { return }
        selection.reserve(steps)
        let seconds = Double(samples.period)
        let target = selection.values.base
        let total = samples.values.withUnsafeBufferPointer { Self.total($0, copiedTo: target) }
        sum = total.sum
        reported = total.reported
        maximum = total.most / seconds
        average = sum / (seconds * Double(steps))
        guard total.most > 0 else { return }
        let missing = steps - reported
        let all = Quantiles.shares.map { QuantilePlace($0, of: steps) }
        let told = Quantiles.shares.map { QuantilePlace($0, of: reported, behind: missing) }
        selection.select(missing == 0 ? all : all + told, among: steps)
        quantiles = Quantiles(all, of: selection, through: seconds)
        reportedQuantiles = missing == 0 ? quantiles : Quantiles(told, of: selection, through: seconds)
    }

    private struct Total {
        var sum = 0.0
        var most = 0.0
        var reported = 0
    }

    /// Sums in four lanes, so that an addition need not wait for the last one.
    ///
    /// Units are counted in halves, and sums of halves are exact in whatever order.
    private static func total(
        _ values: UnsafeBufferPointer<Double>, copiedTo target: UnsafeMutablePointer<Double>
    ) -> Total {
        var sums = SIMD4<Double>()
        var mosts = SIMD4<Double>()
        var counts = SIMD4<Int64>()
        let zero = SIMD4<Double>()
        let whole = values.count & ~3
        guard let base = values.baseAddress else { return Total() }
        var index = 0
        while index < whole {
            var lanes = UnsafeRawPointer(base + index).loadUnaligned(as: SIMD4<Double>.self)
            let amounts = (lanes .>= zero) .& (lanes .< SIMD4(repeating: .infinity))
            lanes = zero.replacing(with: lanes, where: amounts)
            counts = counts &+ SIMD4<Int64>().replacing(with: SIMD4(repeating: 1), where: amounts)
            sums += lanes
            mosts.replace(with: lanes, where: lanes .> mosts)
            UnsafeMutableRawPointer(target + index).storeBytes(of: lanes, as: SIMD4<Double>.self)
            index += 4
        }
        var total = Total(sum: sums.sum(), most: mosts.max(), reported: Int(counts.wrappedSum()))
        while index < values.count {
            let value = base[index]
            let amount = value >= 0 && value < .infinity
            target[index] = amount ? value : 0
            total.sum += target[index]
            total.most = max(total.most, target[index])
            total.reported += amount ? 1 : 0
            index += 1
        }
        return total
    }
}

extension Quantiles {
    /// Order statistics are divided before they are interpolated: so numpy sees them, given rates.
    init(_ places: [QuantilePlace], of selection: borrowing Selection, through seconds: Double) {
        p50 = selection.value(at: places[0], through: seconds)
        p90 = selection.value(at: places[1], through: seconds)
        p95 = selection.value(at: places[2], through: seconds)
        p99 = selection.value(at: places[3], through: seconds)
    }
}
