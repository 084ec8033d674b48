/// The inside of a JSON string: bytes of the page, checked by the reader but not yet decoded.
struct JSONText {
    let bytes: UnsafeBufferPointer<UInt8>
    let isEscaped: Bool

    var string: String {
        isEscaped ? String(decoding: decoded(), as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
    }

    /// The text that the escapes stand for, in UTF-8.
    func decoded() -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        guard var cursor = bytes.baseAddress else { return result }
        let end = cursor + bytes.count
        while cursor < end {
            if cursor.pointee == UInt8(ascii: "\\"), let escape = Self.escape(at: cursor, before: end) {
                result.append(escape.scalar)
                cursor += escape.length
            } else {
                result.append(cursor.pointee)
                cursor += 1
            }
        }
        return result
    }

    /// The scalar that the escape at a backslash stands for, and how many bytes it takes.
    ///
    /// Scalars outside the first plane take two escapes, `\ud83d\ude39`. Half a pair stands for nothing.
    static func escape(
        at start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
    ) -> (scalar: Unicode.Scalar, length: Int)? {
        guard end - start >= 2 else { return nil }
        switch start[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return (Unicode.Scalar(start[1]), 2)
        case UInt8(ascii: "b"): return ("\u{8}", 2)
        case UInt8(ascii: "f"): return ("\u{C}", 2)
        case UInt8(ascii: "n"): return ("\n", 2)
        case UInt8(ascii: "r"): return ("\r", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case UInt8(ascii: "u"): break
        default: return nil
        }
        guard let first = codeUnit(at: start, before: end) else { return nil }
        if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
        guard UTF16.isLeadSurrogate(first), let second = codeUnit(at: start + 6, before: end),
            UTF16.isTrailSurrogate(second)
        else { return nil }
        let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
        return Unicode.Scalar(value).map { ($0, 12) }
    }

    /// The number in `\u1234`.
    private static func codeUnit(at start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) -> UInt16?
    {
        guard end - start >= 6, start[0] == UInt8(ascii: "\\"), start[1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for index in 2..<6 {
            guard let digit = Unicode.Scalar(start[index]).hexDigit else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
