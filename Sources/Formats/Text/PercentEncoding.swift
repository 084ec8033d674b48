/// Percent-encoding of RFC 3986, as strict as AWS's signatures want it.
///
/// Only the unreserved characters stand for themselves: letters, digits, `-`, `.`, `_` and `~`. A space is
/// `%20`, never `+`, and hexadecimal digits are capitals.
package enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Appends bytes, encoded.
    package static func append(_ bytes: some Sequence<UInt8>, to output: inout [UInt8]) {
        for byte in bytes { append(byte, to: &output) }
    }

    /// Appends one byte, as it is or encoded.
    @inline(__always)
    package static func append(_ byte: UInt8, to output: inout [UInt8]) {
        if isUnreserved(byte) {
            output.append(byte)
        } else {
            output.append(UInt8(ascii: "%"))
            output.append(digits[Int(byte >> 4)])
            output.append(digits[Int(byte & 0xF)])
        }
    }

    package static func encoded(_ text: String) -> String {
        var output: [UInt8] = []
        append(text.utf8, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// The bytes that a text stands for.
    ///
    /// A percent sign that two hexadecimal digits do not follow stands for itself.
    package static func decoded(_ text: some Collection<UInt8>) -> [UInt8] {
        let text = Array(text)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if let byte = escape(in: text, at: index) {
                bytes.append(byte)
                index += 3
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        return bytes
    }

    package static func decoded(_ text: some StringProtocol) -> String {
        String(decoding: decoded(Array(text.utf8)), as: UTF8.self)
    }

    /// The byte that the escape at an index stands for; nil where there is none.
    package static func escape(in text: [UInt8], at index: Int) -> UInt8? {
        guard text[index] == UInt8(ascii: "%"), index + 2 < text.count,
            let high = Unicode.Scalar(text[index + 1]).hexDigit,
            let low = Unicode.Scalar(text[index + 2]).hexDigit
        else { return nil }
        return UInt8(truncatingIfNeeded: high << 4 | low)
    }

    @inline(__always)
    package static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
