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
        var bytes: [UInt8] = []
        write(to: &bytes, places: places)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends that text.
    package func write(to output: inout [UInt8], places: Int) {
        let isNegative = units < 0
        // -1 unit and a rest of 0.3 are -0.7.
        let borrows = isNegative && rest > 0
        let whole = (borrows ? units + 1 : units).magnitude
        let finer = UInt64(borrows ? ExactAmount.restsPerUnit - rest : rest)
        // From behind: the digits of the rest, those of units behind the point, and at least one before it.
        var digits = DigitsFromBehind()
        digits.put(finer, count: ExactAmount.restPlaces)
        digits.put(whole, count: places + 1)
        if isNegative { output.append(UInt8(ascii: "-")) }
        digits.write(to: &output, places: ExactAmount.restPlaces + places)
    }
}

extension ExactSum: Comparable {
    package static func < (left: ExactSum, right: ExactSum) -> Bool {
        (left.units, left.rest) < (right.units, right.rest)
    }
}

/// The digits of a number, the last one first.
private struct DigitsFromBehind {
    // 39 of a whole of 128 bits, and 18 of a rest.
    private var digits = InlineArray<64, UInt8>(repeating: UInt8(ascii: "0"))
    private var start = 64

    /// Puts a number before what is there, with at least so many digits.
    mutating func put(_ number: UInt128, count: Int) {
        var (rest, left) = (number, count)
        // Dividing 128 bits is slow, and seldom needed.
        while rest > UInt128(UInt64.max) {
            put(digit: UInt64(rest % 10))
            rest /= 10
            left -= 1
        }
        put(UInt64(rest), count: left)
    }

    mutating func put(_ number: UInt64, count: Int) {
        var (rest, left) = (number, count)
        while rest > 0 || left > 0 {
            put(digit: rest % 10)
            rest /= 10
            left -= 1
        }
    }

    private mutating func put(digit: UInt64) {
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
    }

    /// Writes them with a point before the last `places`, of which at least two stay.
    func write(to output: inout [UInt8], places: Int) {
        let point = 64 - places
        var end = 64
        while end > point + 2, digits[end - 1] == UInt8(ascii: "0") { end -= 1 }
        output.append(contentsOf: digits.span.extracting(start..<point))
        output.append(UInt8(ascii: "."))
        output.append(contentsOf: digits.span.extracting(point..<end))
    }
}
