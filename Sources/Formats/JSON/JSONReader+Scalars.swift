extension JSONReader {
    /// Reads `true` or `false`.
    package mutating func bool() throws(DecodingFailure) -> Bool {
        switch try peek() {
        case UInt8(ascii: "t"):
            try literal("true")
            return true
        case UInt8(ascii: "f"):
            try literal("false")
            return false
        default:
            throw failure("expected true or false")
        }
    }

    /// Reads an integer that fits.
    ///
    /// `1.0` and `1e3` are no integers: only the caller knows whether to round.
    package mutating func int() throws(DecodingFailure) -> Int {
        let (number, text) = try scanNumber()
        guard number.isInteger else { throw failure("expected an integer", at: text) }
        guard let value = number.int else { throw failure("an integer out of range", at: text) }
        return value
    }

    /// Reads a number as the nearest `Double`.
    ///
    /// A number that would be infinite is out of range.
    package mutating func double() throws(DecodingFailure) -> Double {
        let (number, text) = try scanNumber()
        let value = number.double(from: text)
        guard value.isFinite else { throw failure("a number out of range", at: text) }
        return value
    }

    /// Reads an array of numbers, one after the other, straight into memory.
    package mutating func doubles() throws(DecodingFailure) -> [Double] {
        var values: [Double] = []
        guard try enter(.array) else { return values }
        repeat {
            values.append(try double())
        } while try goesOn(in: .array)
        return values
    }

    /// Reads a number as it is written, for amounts of money and for what is handed on unchanged.
    package mutating func number() throws(DecodingFailure) -> String {
        String(decoding: try scanNumber().text, as: UTF8.self)
    }

    @inline(__always)
    mutating func scanNumber() throws(DecodingFailure) -> (DecimalNumber, text: UnsafeBufferPointer<UInt8>) {
        let first = try peek()
        guard first &- UInt8(ascii: "0") < 10 || first == UInt8(ascii: "-") else {
            throw failure("expected a number")
        }
        let begin = cursor
        guard let number = DecimalNumber(at: &cursor, before: end) else {
            throw failure(cursor < end ? "a digit is missing" : "the text ends too early")
        }
        return (number, UnsafeBufferPointer(start: begin, count: cursor - begin))
    }
}
