extension XMLReader {
    /// Moves to the next `<`, checking what is between.
    mutating func scanText() throws(DecodingFailure) -> XMLText {
        let first = cursor
        var form = XMLText.Form.plain
        while true {
            skipPlainText()
            guard cursor < end else { throw failure("the text ends too early") }
            switch cursor.pointee {
            case UInt8(ascii: "<"):
                return XMLText(bytes: UnsafeBufferPointer(start: first, count: cursor - first), form: form)
            case UInt8(ascii: "&"):
                form = .escaped
                try skipReference()
            case UInt8(ascii: "\r"):
                form = .escaped
                cursor += 1
            case UInt8(ascii: "]"):
                guard !rest.isPrefixed(by: "]]>") else { throw failure("']]>' in a text") }
                cursor += 1
            default:
                try skipCharacter()
            }
        }
    }

    /// Stops at what may be markup, at control characters and at bytes outside ASCII.
    @inline(__always)
    private mutating func skipPlainText() {
        while end - cursor >= 8 {
            let bytes = Bytes8(at: cursor)
            let markup = bytes.equal(UInt8(ascii: "<")) | bytes.equal(UInt8(ascii: "&"))
            let stop = markup | bytes.equal(UInt8(ascii: "]")) | bytes.below(0x20) | bytes.notASCII
            guard stop == 0 else {
                cursor += stop.trailingZeroBitCount >> 3
                return
            }
            cursor += 8
        }
        while cursor < end {
            switch cursor.pointee {
            case UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "]"), ..<0x20, 0x80...: return
            default: cursor += 1
            }
        }
    }

    mutating func skipReference() throws(DecodingFailure) {
        guard let reference = XMLText.reference(at: cursor, before: end) else {
            throw failure("a reference that XML does not have")
        }
        cursor += reference.length
    }

    /// Moves behind one character that may stand in a document.
    mutating func skipCharacter() throws(DecodingFailure) {
        guard cursor < end else { throw failure("the text ends too early") }
        if cursor.pointee < 0x80 {
            guard XMLText.isCharacter(UInt32(cursor.pointee)) else { throw failure("a control character") }
            cursor += 1
            return
        }
        guard let sequence = UTF8.sequence(at: cursor, before: end) else {
            throw failure("text that is not UTF-8")
        }
        guard XMLText.isCharacter(sequence.scalar) else {
            throw failure("a character that XML does not have")
        }
        cursor += sequence.length
    }

    /// Moves behind a text that ends some markup, checking what is before it.
    ///
    /// What is before it is returned.
    mutating func skip(behind ending: StaticString) throws(DecodingFailure) -> UnsafeBufferPointer<UInt8> {
        let first = cursor
        while cursor < end {
            if rest.isPrefixed(by: ending) {
                let skipped = UnsafeBufferPointer(start: first, count: cursor - first)
                cursor += ending.utf8CodeUnitCount
                return skipped
            }
            try skipCharacter()
        }
        throw failure("the text ends too early")
    }

    @inline(__always)
    mutating func skipWhitespace() {
        while cursor < end {
            switch cursor.pointee {
            case 0x20, 0x0A, 0x0D, 0x09: cursor += 1
            default: return
            }
        }
    }

    mutating func expect(_ byte: UInt8, _ complaint: StaticString) throws(DecodingFailure) {
        guard cursor < end else { throw failure("the text ends too early") }
        guard cursor.pointee == byte else { throw failure(complaint) }
        cursor += 1
    }
}
