/// JSON as it may stand within `<script>`, whatever its texts hold.
///
/// A browser looks for `</script` and `<!--` before it looks at JSON, and older ones end a line at U+2028. All of
/// these occur in texts only, where an escape means the same:
///
///     "</script>"  →  "\u003c/script\u003e"
struct ScriptData: Equatable, Sendable {
    let bytes: [UInt8]

    init(_ json: [UInt8]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(json.count + json.count / 16)
        var index = 0
        while index < json.count {
            if let escape = Self.escape(of: json[index]) {
                bytes += escape.utf8
            } else if let escape = Self.lineEnd(in: json, at: index) {
                bytes += escape.utf8
                index += 2
            } else {
                bytes.append(json[index])
            }
            index += 1
        }
        self.bytes = bytes
    }

    private static func escape(of byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "<"): #"\u003c"#
        case UInt8(ascii: ">"): #"\u003e"#
        case UInt8(ascii: "&"): #"\u0026"#
        default: nil
        }
    }

    /// U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
    private static func lineEnd(in json: [UInt8], at index: Int) -> String? {
        guard json[index] == 0xE2, index + 2 < json.count, json[index + 1] == 0x80 else { return nil }
        switch json[index + 2] {
        case 0xA8: return #"\u2028"#
        case 0xA9: return #"\u2029"#
        default: return nil
        }
    }
}
