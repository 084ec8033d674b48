/// A sum of exact amounts in 128 bits: more of them than there can be do not overflow it.
package struct ExactSum: Hashable, Sendable {
    /// How many units there are, rounded down.
    package private(set) var units: Int128 = 0
    /// What is left, in 10⁻¹⁸ of a unit.
    package private(set) var rest: Int64 = 0

    package init() {}

    package init(_ amount: ExactAmount) { self += amount }

    package static func += (sum: inout ExactSum, amount: ExactAmount) {
        sum.units += Int128(amount.units)
        sum.rest += amount.rest
        if sum.rest >= ExactAmount.restsPerUnit {
            sum.rest -= ExactAmount.restsPerUnit
            sum.units += 1
        }
    }

    package static func += (sum: inout ExactSum, other: ExactSum) {
        sum.units += other.units
        sum.rest += other.rest
        guard sum.rest >= ExactAmount.restsPerUnit else { return }
        sum.rest -= ExactAmount.restsPerUnit
        sum.units += 1
    }

    package static func + (left: ExactSum, right: ExactSum) -> ExactSum {
        var sum = left
        sum += right
        return sum
    }

    package static func -= (sum: inout ExactSum, other: ExactSum) {
        sum.units -= other.units
        sum.rest -= other.rest
        guard sum.rest < 0 else { return }
        sum.rest += ExactAmount.restsPerUnit
        sum.units -= 1
    }

    /// The sum in plain digits, of units of ten to the power of minus `places`; no digit is left out.
    ///
    /// At least two decimals follow the point, as in the text of `Money`.
    package func text(places: Int) -> String {
        let isNegative = units < 0
        // -1 unit and a rest of 0.3 are -0.7.
        let borrows = isNegative && rest > 0
        let whole = (borrows ? units + 1 : units).magnitude
        let finer = borrows ? ExactAmount.restsPerUnit - rest : rest
        var digits = String(whole)
        if digits.utf8.count <= places {
            digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
        }
        let tail = String(finer)
        var decimals = String(digits.suffix(places))
        decimals += String(repeating: "0", count: ExactAmount.restPlaces - tail.utf8.count) + tail
        while decimals.utf8.count > 2, decimals.last == "0" { decimals.removeLast() }
        return (isNegative ? "-" : "") + digits.dropLast(places) + "." + decimals
    }
}

extension ExactSum: Comparable {
    package static func < (left: ExactSum, right: ExactSum) -> Bool {
        (left.units, left.rest) < (right.units, right.rest)
    }
}
