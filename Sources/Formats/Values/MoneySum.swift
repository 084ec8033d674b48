/// The sum of amounts, in 128 bits: more amounts than there can be do not overflow it.
///
///     var total = MoneySum()
///     for line in lines { total += line.cost }
///     let cost = try total.money()
package struct MoneySum: Hashable, Sendable {
    /// Units of 10⁻¹⁰, as in `Money`.
    package private(set) var units: Int128 = 0

    package init() {}

    package static func += (sum: inout MoneySum, money: Money) { sum.units += Int128(money.units) }

    package static func -= (sum: inout MoneySum, money: Money) { sum.units -= Int128(money.units) }

    package static func += (sum: inout MoneySum, other: MoneySum) { sum.units += other.units }

    /// The sum as an amount, if it is one.
    package func money() throws(DecimalFailure) -> Money {
        guard let units = Int64(exactly: units) else { throw .outOfRange }
        return Money(units: units)
    }
}

extension MoneySum: Comparable {
    package static func < (left: MoneySum, right: MoneySum) -> Bool { left.units < right.units }
}
