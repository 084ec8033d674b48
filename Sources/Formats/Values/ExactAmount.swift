/// A decimal number that loses no digit: a count of units, and what is finer than one.
///
/// The unit is of the caller's choosing: 10⁻¹⁰ for money, so that the count is a `Money`'s; one for quantities.
/// What is finer is kept in 10⁻¹⁸ of a unit, and is never negative:
///
///     0.00000000005 dollars      units  0, rest 500000000000000000
///     -0.00000000005 dollars     units -1, rest 500000000000000000
///
/// So money is exact to 28 decimals. Bills write ten as a rule, but those that were doubles once write up to
/// 17 digits, wherever the point is: `4.3999999999999997E-7`. Two integers of 64 bits fit a row of SQLite.
package struct ExactAmount: Hashable, Sendable {
    /// How many units there are, rounded down.
    package private(set) var units: Int64
    /// What is left, in 10⁻¹⁸ of a unit: from 0 to less than a whole one.
    package private(set) var rest: Int64

    package static let zero = ExactAmount()
    package static let restsPerUnit: Int64 = 1_000_000_000_000_000_000
    /// How many digits the rest has.
    static let restPlaces = 18

    package init(units: Int64 = 0, rest: Int64 = 0) {
        precondition(rest >= 0 && rest < Self.restsPerUnit, "a rest that is no part of a unit")
        self.units = units
        self.rest = rest
    }

    /// Adds another amount of the same unit.
    @inlinable
    package mutating func add(_ other: ExactAmount) throws(DecodingFailure) {
        guard accumulate(other.units, other.rest) else { throw .outOfRange }
    }

    /// Takes away another amount of the same unit.
    package mutating func subtract(_ other: ExactAmount) throws(DecodingFailure) {
        guard other.rest > 0 else {
            guard other.units != .min, accumulate(-other.units, 0) else { throw .outOfRange }
            return
        }
        // -(u + r) is (-u - 1) + (1 - r).
        guard other.units != .min, accumulate(-other.units - 1, Self.restsPerUnit - other.rest) else {
            throw .outOfRange
        }
    }

    /// Adds, and says whether the sum fits.
    @usableFromInline
    mutating func accumulate(_ moreUnits: Int64, _ moreRest: Int64) -> Bool {
        rest += moreRest
        let carry: Int64 = rest >= Self.restsPerUnit ? 1 : 0
        rest -= carry * Self.restsPerUnit
        let (sum, overflows) = units.addingReportingOverflow(moreUnits)
        let (whole, carryOverflows) = sum.addingReportingOverflow(carry)
        units = whole
        return !overflows && !carryOverflows
    }
}
