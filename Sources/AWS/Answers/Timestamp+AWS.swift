import Formats

extension Timestamp {
    /// Reads a moment in any of the formats that AWS has: seconds since 1970, ISO 8601, a date of HTTP.
    ///
    /// The three cannot be mistaken for each other, and services do not always send what their models say.
    /// Fractions of a second are cut off.
    package init(aws text: Span<UInt8>) throws(DecodingFailure) {
        guard text.count > 0 else { throw DecodingFailure("a moment that is empty") }
        let isLetter = text[0] | 0x20 &- UInt8(ascii: "a") < 26
        if isLetter {
            self = try Self.httpDate(text)
        } else if Self.isDate(text) {
            self = try Timestamp(iso8601: text)
        } else {
            self = try Timestamp(epoch: text)
        }
    }

    /// Whether a text begins as `2026-11`, or holds a `T`.
    private static func isDate(_ text: Span<UInt8>) -> Bool {
        if text.count > 4, text[4] == UInt8(ascii: "-") { return true }
        return text.count > 8 && text[8] | 0x20 == UInt8(ascii: "t")
    }

    /// Fractions, which some services add, are no part of the format: `Sun, 02 Jan 2000 20:34:56.456 GMT`.
    private static func httpDate(_ text: Span<UInt8>) throws(DecodingFailure) -> Timestamp {
        var whole: [UInt8] = []
        whole.reserveCapacity(text.count)
        var isFraction = false
        for index in text.indices {
            if text[index] == UInt8(ascii: ".") { isFraction = true }
            if text[index] == UInt8(ascii: " ") { isFraction = false }
            if !isFraction { whole.append(text[index]) }
        }
        return try Timestamp(httpDate: whole.span)
    }
}
