extension XMLReader {
    /// Moves behind a name and returns it.
    @inline(__always)
    mutating func scanName() throws(DecodingFailure) -> UnsafeBufferPointer<UInt8> {
        let first = cursor
        while cursor < end {
            let byte = cursor.pointee
            if byte >= 0x80 {
                try skipNameCharacter(isFirst: cursor == first)
            } else if XMLName.isStart(byte) || cursor > first && XMLName.isContinuation(byte) {
                cursor += 1
            } else {
                break
            }
        }
        guard cursor > first else { throw failure("expected a name") }
        return UnsafeBufferPointer(start: first, count: cursor - first)
    }

    private mutating func skipNameCharacter(isFirst: Bool) throws(DecodingFailure) {
        guard let sequence = UTF8.sequence(at: cursor, before: end) else {
            throw failure("text that is not UTF-8")
        }
        guard XMLName.isAllowed(sequence.scalar, isFirst: isFirst) else { throw failure("expected a name") }
        cursor += sequence.length
    }
}

/// Which characters names are made of (XML 1.0, productions 4 and 4a).
private enum XMLName {
    @inline(__always)
    static func isStart(_ byte: UInt8) -> Bool {
        byte | 0x20 &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
    }

    /// Digits, `-` and `.`, which may not come first.
    @inline(__always)
    static func isContinuation(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// Characters outside ASCII.
    static func isAllowed(_ scalar: UInt32, isFirst: Bool) -> Bool {
        switch scalar {
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D: true
        case 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD: true
        case 0x10000...0xEFFFF: true
        case 0xB7, 0x300...0x36F, 0x203F...0x2040: !isFirst
        default: false
        }
    }
}
