/// Base64 of RFC 4648: how blobs travel within JSON, XML and headers.
///
///     "foo"  ⇄  Zm9v        "fo"  ⇄  Zm8=
package enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// The text of bytes, padded.
    package static func text(of bytes: Span<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let count = min(3, bytes.count - index)
            var group: UInt32 = 0
            for offset in 0..<3 {
                group = group << 8 | (offset < count ? UInt32(bytes[index + offset]) : 0)
            }
            for place in 0..<4 {
                let digit = digits[Int(group >> UInt32(18 - 6 * place) & 0x3F)]
                text.append(place <= count ? digit : padding)
            }
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text.
    ///
    /// White space is passed over, for XML breaks long lines; padding may be absent. Anything else that is no
    /// digit is a failure, and so are bits left over that are not zero: they would be lost.
    package static func bytes(of text: Span<UInt8>) throws(DecodingFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        var bits = 0
        var digitCount = 0
        var paddingCount = 0
        for index in text.indices where !isSpace(text[index]) {
            if text[index] == padding {
                paddingCount += 1
                continue
            }
            guard paddingCount == 0, let value = value(of: text[index]) else { throw .notBase64 }
            digitCount += 1
            group = group << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
                group &= (1 << UInt32(bits)) - 1
            }
        }
        let isWhole = paddingCount == 0 || (digitCount + paddingCount).isMultiple(of: 4) && paddingCount < 3
        guard isWhole, bits < 6, group == 0 else { throw .notBase64 }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

extension DecodingFailure {
    fileprivate static let notBase64 = DecodingFailure("a text that is not base64")
}
