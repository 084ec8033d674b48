/// A piece of text of the document: checked by the reader but not yet decoded.
struct XMLText {
    enum Form {
        /// The bytes are the text.
        case plain
        /// References stand for characters, and line ends may be CR LF.
        case escaped
        /// CDATA: line ends may be CR LF, but nothing is a reference.
        case data
        /// As in `escaped`, and white space is turned into spaces.
        case attribute
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let form: Form

    func lend(to body: (Span<UInt8>) throws -> Void) throws {
        guard form != .plain else { return try body(bytes.span) }
        let decoded = decoded()
        try body(decoded.span)
    }

    func decoded() -> [UInt8] {
        guard form != .plain else { return Array(bytes) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        guard var cursor = bytes.baseAddress else { return result }
        let end = cursor + bytes.count
        while cursor < end {
            let byte = cursor.pointee
            if byte == UInt8(ascii: "&"), form != .data,
                let reference = Self.reference(at: cursor, before: end)
            {
                result.append(reference.scalar)
                cursor += reference.length
                continue
            }
            cursor += 1
            // Line ends become LF before anything else (XML 1.0, 2.11).
            if byte == UInt8(ascii: "\r"), cursor < end, cursor.pointee == UInt8(ascii: "\n") { cursor += 1 }
            let isLineEnd = byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
            if form == .attribute, isLineEnd || byte == UInt8(ascii: "\t") {
                result.append(UInt8(ascii: " "))
            } else {
                result.append(isLineEnd ? UInt8(ascii: "\n") : byte)
            }
        }
        return result
    }

    /// What a reference such as `&lt;` or `&#x41;` stands for, and how many bytes it takes.
    static func reference(
        at start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
    ) -> (scalar: Unicode.Scalar, length: Int)? {
        let rest = UnsafeBufferPointer(start: start, count: end - start)
        if rest.isPrefixed(by: "&lt;") { return ("<", 4) }
        if rest.isPrefixed(by: "&gt;") { return (">", 4) }
        if rest.isPrefixed(by: "&amp;") { return ("&", 5) }
        if rest.isPrefixed(by: "&apos;") { return ("'", 6) }
        if rest.isPrefixed(by: "&quot;") { return ("\"", 6) }
        guard rest.isPrefixed(by: "&#") else { return nil }
        let isHexadecimal = rest.count > 2 && rest[2] == UInt8(ascii: "x")
        let first = isHexadecimal ? 3 : 2
        var index = first
        var value: UInt32 = 0
        while index < rest.count, let digit = Unicode.Scalar(rest[index]).hexDigit {
            guard digit < 10 || isHexadecimal else { return nil }
            value = value * (isHexadecimal ? 16 : 10) + digit
            guard value <= 0x10FFFF else { return nil }
            index += 1
        }
        guard index > first, index < rest.count, rest[index] == UInt8(ascii: ";"), isCharacter(value) else {
            return nil
        }
        return Unicode.Scalar(value).map { ($0, index + 1) }
    }

    /// Whether a scalar may stand in a document (XML 1.0, production 2).
    @inline(__always)
    static func isCharacter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
