/// An amount of money, exact to ten decimals, as AWS bills it.
///
/// Its currency is told elsewhere: it is a column. It counts units of 10⁻¹⁰, from -922 337 203.6854775808 to
/// 922 337 203.6854775807: one line of a bill, not the sum of many. Add with `MoneySum`, multiply with
/// `Rate`.
package struct Money: Hashable, Sendable {
    /// How many digits follow the point.
    package static let places = 10
    static let unitsPerOne: UInt64 = 10_000_000_000

    package static let zero = Money(units: 0)

    package var units: Int64

    package init(units: Int64) {
        self.units = units
    }
}

extension Money: Comparable {
    package static func < (left: Money, right: Money) -> Bool { left.units < right.units }
}
