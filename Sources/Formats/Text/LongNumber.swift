/// A whole number of any length, with just the arithmetic that a table of powers of five needs.
struct LongNumber {
    /// The least significant word first; the last word is not zero.
    private var words: [UInt64]

    init(_ value: UInt64) { words = [value] }

    init(powerOfTwo power: Int) {
        words = Array(repeating: 0, count: power / 64) + [1 << UInt64(power % 64)]
    }

    mutating func multiplyByFive() {
        var carry: UInt64 = 0
        for index in words.indices {
            let (high, low) = words[index].multipliedFullWidth(by: 5)
            let sum = low.addingReportingOverflow(carry)
            words[index] = sum.partialValue
            carry = high + (sum.overflow ? 1 : 0)
        }
        if carry > 0 { words.append(carry) }
    }

    mutating func divideByFive() {
        var remainder: UInt64 = 0
        for index in words.indices.reversed() {
            let division = (5 as UInt64).dividingFullWidth((remainder, words[index]))
            words[index] = division.quotient
            remainder = division.remainder
        }
        while words.count > 1, words.last == 0 { words.removeLast() }
    }

    /// The first 128 bits, the first of which is set: shorter numbers are shifted up.
    var leading128: UInt128 {
        let top = words.suffix(3).reversed() + [0, 0]
        let shift = UInt128(top[0].leadingZeroBitCount)
        let joined = UInt128(top[0]) << 64 | UInt128(top[1])
        return shift == 0 ? joined : joined << shift | UInt128(top[2]) >> (64 - shift)
    }
}
