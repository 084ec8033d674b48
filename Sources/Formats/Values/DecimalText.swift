/// A decimal number as text writes it: a sign, digits, a power of ten.
///
///     -12.50e-3    coefficient 1250, exponent -5, negative
///
/// Digits may stand on one side of the point alone (`5.`, `.5`), as spreadsheets and Oracle write them.
/// Spaces, thousands separators, `NaN`, `Infinity` and hexadecimal digits are errors.
struct DecimalText {
    var isNegative = false
    var coefficient: UInt128 = 0
    var exponent = 0
    /// Whether digits other than zero follow those that the coefficient holds: the first 38.
    var hasMore = false

    init(_ text: Span<UInt8>) throws(DecodingFailure) {
        var index = 0
        isNegative = Self.takeSign(text, &index)
        var digits = takeDigits(text, &index, exponentPerDigit: 0)
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            digits += takeDigits(text, &index, exponentPerDigit: -1)
        }
        guard digits > 0 else { throw .notDecimal }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            exponent += try Self.takeExponent(text, &index)
        }
        guard index == text.count else { throw .notDecimal }
    }

    init(_ coefficient: Int128, exponent: Int) {
        isNegative = coefficient < 0
        self.coefficient = coefficient.magnitude
        self.exponent = exponent
    }

    private static func takeSign(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
        guard index < text.count else { return false }
        let isMinus = text[index] == UInt8(ascii: "-")
        if isMinus || text[index] == UInt8(ascii: "+") { index += 1 }
        return isMinus
    }

    /// Takes digits into the coefficient, and says how many there were.
    private mutating func takeDigits(
        _ text: Span<UInt8>, _ index: inout Int, exponentPerDigit: Int
    ) -> Int {
        let start = index
        takeFirstDigits(text, &index, exponentPerDigit: exponentPerDigit)
        while index < text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            if coefficient < UInt128.powerOfTen(37) {
                coefficient = coefficient * 10 + UInt128(digit)
                exponent += exponentPerDigit
            } else {
                hasMore = hasMore || digit != 0
                exponent += exponentPerDigit + 1
            }
            index += 1
        }
        return index - start
    }

    /// Takes digits while the coefficient has fewer than 19: nearly all numbers, in half the time.
    private mutating func takeFirstDigits(
        _ text: Span<UInt8>, _ index: inout Int, exponentPerDigit: Int
    ) {
        let limit: UInt64 = 1_000_000_000_000_000_000
        guard coefficient < UInt128(limit) else { return }
        var head = UInt64(truncatingIfNeeded: coefficient)
        let start = index
        while index < text.count, head < limit {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            head = head &* 10 &+ UInt64(digit)
            index += 1
        }
        coefficient = UInt128(head)
        exponent += exponentPerDigit * (index - start)
    }

    private static func takeExponent(_ text: Span<UInt8>, _ index: inout Int) throws(DecodingFailure) -> Int {
        let isNegative = takeSign(text, &index)
        let start = index
        var value = 0
        while index < text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            // Far beyond the length of any text, so digits before it cannot bring the number back into range.
            value = min(value * 10 + Int(digit), 1 << 48)
            index += 1
        }
        guard index > start else { throw .notDecimal }
        return isNegative ? -value : value
    }
}
