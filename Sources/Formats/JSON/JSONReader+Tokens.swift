extension JSONReader {
    /// The brackets of a value that holds values.
    enum Bracket {
        case array, object

        @inline(__always) var opening: UInt8 { self == .array ? UInt8(ascii: "[") : UInt8(ascii: "{") }
        @inline(__always) var closing: UInt8 { self == .array ? UInt8(ascii: "]") : UInt8(ascii: "}") }
    }

    /// Takes an opening bracket, and the closing one if nothing is between.
    ///
    /// Tells whether something is.
    @inline(__always)
    mutating func enter(_ bracket: Bracket) throws(DecodingFailure) -> Bool {
        guard try peek() == bracket.opening else {
            throw failure(bracket == .array ? "expected an array" : "expected an object")
        }
        guard depth < Self.depthLimit else { throw failure("nested too deeply") }
        cursor += 1
        guard try peek() == bracket.closing else {
            depth += 1
            return true
        }
        cursor += 1
        return false
    }

    /// Takes a comma or the closing bracket.
    ///
    /// Tells whether it was a comma.
    @inline(__always)
    mutating func goesOn(in bracket: Bracket) throws(DecodingFailure) -> Bool {
        let next = try peek()
        guard next != UInt8(ascii: ",") else {
            cursor += 1
            return true
        }
        guard next == bracket.closing else {
            throw failure(bracket == .array ? "expected ',' or ']'" : "expected ',' or '}'")
        }
        depth -= 1
        cursor += 1
        return false
    }

    /// Takes a key and its colon.
    mutating func key() throws(DecodingFailure) -> JSONText {
        guard try peek() == UInt8(ascii: "\"") else { throw failure("expected a key in quotes") }
        let key = try scanString()
        guard try peek() == UInt8(ascii: ":") else { throw failure("expected ':'") }
        cursor += 1
        return key
    }

    /// Takes `null`.
    mutating func null() throws(DecodingFailure) {
        try literal("null")
    }

    mutating func literal(_ word: StaticString) throws(DecodingFailure) {
        let rest = UnsafeBufferPointer(start: cursor, count: end - cursor)
        guard rest.isPrefixed(by: word) else { throw failure("expected a value") }
        cursor += word.utf8CodeUnitCount
    }

    /// The first byte of the next token.
    ///
    /// The cursor stays on it.
    @inline(__always)
    mutating func peek() throws(DecodingFailure) -> UInt8 {
        if cursor < end, cursor.pointee > 0x20 { return cursor.pointee }
        skipWhitespace()
        guard cursor < end else { throw failure("the text ends too early") }
        return cursor.pointee
    }

    mutating func skipWhitespace() {
        while cursor < end {
            switch cursor.pointee {
            case 0x20, 0x0A, 0x0D, 0x09: cursor += 1
            default: return
            }
        }
    }
}
