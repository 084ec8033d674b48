/// A decimal number as its digits spell it, before it becomes a `Double`.
///
/// The grammar is that of JSON, which XML's numbers in AWS answers keep too:
/// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
struct DecimalNumber {
    /// The digits without the point, modulo 2^64: exact if there are at most 19 of them.
    var digits: UInt64 = 0
    /// The power of ten that the digits are multiplied with.
    var exponent = 0
    /// How many digits were written, leading zeros included.
    var count = 0
    var isNegative = false
    /// Whether neither a point nor an exponent was written.
    var isInteger = true

    /// Reads a number and moves behind it; on nil the cursor stands at the byte that is wrong, or at the end.
    @inline(__always)
    init?(at cursor: inout UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) {
        if cursor < end, cursor.pointee == UInt8(ascii: "-") {
            isNegative = true
            cursor += 1
        }
        let first = cursor
        if cursor < end, cursor.pointee == UInt8(ascii: "0") {
            cursor += 1
        } else {
            readDigits(at: &cursor, before: end)
        }
        count = cursor - first
        guard count > 0 else { return nil }
        if cursor < end, cursor.pointee == UInt8(ascii: ".") {
            cursor += 1
            let fraction = cursor
            readDigits(at: &cursor, before: end)
            guard cursor > fraction else { return nil }
            exponent = fraction - cursor
            count -= exponent
            isInteger = false
        }
        if cursor < end, cursor.pointee | 0x20 == UInt8(ascii: "e") {
            guard readExponent(at: &cursor, before: end) else { return nil }
        }
    }

    @inline(__always)
    private mutating func readDigits(at cursor: inout UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>)
    {
        while end - cursor >= 8, let eight = Bytes8(at: cursor).decimal {
            digits = digits &* 100_000_000 &+ eight
            cursor += 8
        }
        while cursor < end {
            let digit = cursor.pointee &- UInt8(ascii: "0")
            guard digit < 10 else { return }
            digits = digits &* 10 &+ UInt64(digit)
            cursor += 1
        }
    }

    private mutating func readExponent(
        at cursor: inout UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
    ) -> Bool {
        isInteger = false
        cursor += 1
        guard cursor < end else { return false }
        let sign = cursor.pointee
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { cursor += 1 }
        let first = cursor
        var power = 0
        while cursor < end, cursor.pointee &- UInt8(ascii: "0") < 10 {
            // More than any text in memory has digits, and far from overflow: the value is 0 or infinite.
            if power < 1 << 48 { power = power * 10 + Int(cursor.pointee &- UInt8(ascii: "0")) }
            cursor += 1
        }
        exponent += sign == UInt8(ascii: "-") ? -power : power
        return cursor > first
    }
}
