/// Which bytes may be YAML at all.
extension YAMLReader {
    /// The first byte, from an offset on, that is no UTF-8 or is a control character; the end if there is none.
    func firstIllegal(from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                guard byte >= 0x20 || Self.isWhite(byte) || Self.isBreak(byte) else { return index }
                index += 1
            } else {
                let length = sequenceLength(at: index)
                guard length > 0 else { return index }
                index += length
            }
        }
        return index
    }

    /// The length of the well-formed UTF-8 sequence of several bytes at an offset, or 0.
    private func sequenceLength(at index: Int) -> Int {
        let (length, second): (Int, ClosedRange<UInt8>)
        switch bytes[index] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)  // less is an overlong form
        case 0xED: (length, second) = (3, 0x80...0x9F)  // more is a surrogate
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)  // more is beyond Unicode
        default: return 0
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for byte in bytes[index + 2..<index + length] where byte & 0xC0 != 0x80 { return 0 }
        return length
    }

    /// Why the byte at `end` cannot be read.
    mutating func illegalByte() -> DecodingFailure {
        position = end
        return failure(bytes[end] < 0x20 ? "a control character" : "text that is not UTF-8")
    }

    /// Tells UTF-16 and UTF-32 by their first bytes, as the specification does, and gives up on them.
    mutating func refuseOtherEncodings() throws(DecodingFailure) {
        guard position == 0, bytes.count > 1 else { return }
        switch (bytes[0], bytes[1]) {
        case (0, _), (_, 0), (0xFE, 0xFF), (0xFF, 0xFE): break
        default: return
        }
        defer { skipStream() }
        throw failure("not UTF-8 but UTF-16 or UTF-32; save the file as UTF-8")
    }

    private mutating func skipStream() {
        position = bytes.count
        lineStart = position
        end = position
    }

    /// Passes over a byte order mark between documents.
    ///
    /// The line begins behind it.
    mutating func skipByteOrderMark() -> Bool {
        guard peek() == 0xEF, peek(1) == 0xBB, peek(2) == 0xBF, position == lineStart else { return false }
        position += 3
        lineStart = position
        return true
    }
}
