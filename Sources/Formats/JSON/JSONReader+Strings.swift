extension JSONReader {
    /// Reads a string, its escapes decoded.
    package mutating func string() throws(DecodingFailure) -> String {
        guard try peek() == UInt8(ascii: "\"") else { throw failure("expected a string") }
        return try scanString().string
    }

    /// Moves behind a string whose opening quote is next.
    ///
    /// What it returns is valid, escapes included.
    mutating func scanString() throws(DecodingFailure) -> JSONText {
        cursor += 1
        let first = cursor
        var isEscaped = false
        while true {
            skipPlainText()
            guard cursor < end else { throw failure("a string without end") }
            switch cursor.pointee {
            case UInt8(ascii: "\""):
                let bytes = UnsafeBufferPointer(start: first, count: cursor - first)
                cursor += 1
                return JSONText(bytes: bytes, isEscaped: isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                try skipEscape()
            case 0x80...:
                guard let sequence = UTF8.sequence(at: cursor, before: end) else {
                    throw failure("text that is not UTF-8")
                }
                cursor += sequence.length
            default:
                throw failure("a control character in a string")
            }
        }
    }

    /// Stops at a quote, a backslash, a control character or a byte outside ASCII.
    @inline(__always)
    private mutating func skipPlainText() {
        while end - cursor >= 8 {
            let bytes = Bytes8(at: cursor)
            let special = bytes.equal(UInt8(ascii: "\"")) | bytes.equal(UInt8(ascii: "\\"))
            let stop = special | bytes.below(0x20) | bytes.notASCII
            guard stop == 0 else {
                cursor += stop.trailingZeroBitCount >> 3
                return
            }
            cursor += 8
        }
        while cursor < end {
            switch cursor.pointee {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), ..<0x20, 0x80...: return
            default: cursor += 1
            }
        }
    }

    private mutating func skipEscape() throws(DecodingFailure) {
        let length = JSONText.escape(at: cursor, before: end)?.length
        guard let length else { throw failure("an escape that JSON does not have") }
        cursor += length
    }
}
