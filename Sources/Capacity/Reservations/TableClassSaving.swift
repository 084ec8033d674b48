import Formats

/// What a table would cost in the other table class, from what it costs in its present one.
///
/// One class has the cheaper storage, the other the cheaper throughput. Quantities do not change with the
/// class, so each part of the bill changes as its price does. Prices differ by region, and so does the
/// break-even: they are given, not assumed.
package struct TableClassSaving: Equatable, Sendable {
    /// The price of one thing in the present class and in the other one, in any unit that both have.
    package struct Prices: Equatable, Sendable {
        package var present: Money
        package var other: Money

        package init(present: Money, other: Money) {
            (self.present, self.other) = (present, other)
        }
    }

    /// What the month costs less in the other class; negative where it costs more.
    package var saving: Money
    /// The ratio of storage cost to throughput cost, in the present class, at which both cost the same; nil
    /// where one class is cheaper whatever the ratio is.
    package var breakEven: Double?
    /// That ratio in the month; nil where there was no throughput to pay.
    package var ratio: Double?

    /// Takes the month's costs of storage and of throughput in the present class; nil for prices of nothing.
    ///
    /// The saving is exact and rounded once, towards less.
    package init?(storage: Money, throughput: Money, storagePrices: Prices, throughputPrices: Prices) {
        let (stored, used) = (storagePrices, throughputPrices)
        guard stored.present.units > 0, used.present.units > 0 else { return nil }
        // storage · (1 - other/present) + throughput · (1 - other/present), over one denominator.
        let storedPart = Self.part(storage, stored)
        let usedPart = Self.part(throughput, used)
        let (left, leftOver) = storedPart.multipliedReportingOverflow(by: Int128(used.present.units))
        let (right, rightOver) = usedPart.multipliedReportingOverflow(by: Int128(stored.present.units))
        let (sum, sumOver) = left.addingReportingOverflow(right)
        guard !leftOver, !rightOver, !sumOver else { return nil }
        let divisor = Int128(stored.present.units) * Int128(used.present.units)
        let (quotient, remainder) = sum.quotientAndRemainder(dividingBy: divisor)
        guard let units = Int64(exactly: remainder < 0 ? quotient - 1 : quotient) else { return nil }
        saving = Money(units: units)
        breakEven = Self.breakEven(stored, used)
        ratio = throughput.units > 0 ? Double(storage.units) / Double(throughput.units) : nil
    }

    private static func part(_ cost: Money, _ prices: Prices) -> Int128 {
        Int128(cost.units) * Int128(prices.present.units - prices.other.units)
    }

    private static func breakEven(_ stored: Prices, _ used: Prices) -> Double? {
        let storageGain = 1 - Double(stored.other.units) / Double(stored.present.units)
        let throughputLoss = Double(used.other.units) / Double(used.present.units) - 1
        guard storageGain != 0, (storageGain > 0) == (throughputLoss > 0) else { return nil }
        return throughputLoss / storageGain
    }
}
