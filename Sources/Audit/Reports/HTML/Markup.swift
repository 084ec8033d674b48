/// HTML with values in it.
///
/// Interpolating a text escapes it: `"<td>\(name)</td>"` has one cell, whatever the name is. Names and tags come
/// from whoever may make a table, so no other way leads from a text into a page.
struct Markup: Equatable, Sendable {
    private(set) var text: String

    static let none: Markup = ""

    var isEmpty: Bool { text.isEmpty }

    static func + (left: Markup, right: Markup) -> Markup { Markup(trusted: left.text + right.text) }

    /// What this program wrote itself, such as its style sheet.
    init(trusted text: String) { self.text = text }
}

extension Markup: ExpressibleByStringInterpolation {
    init(stringLiteral text: String) { self.text = text }

    init(stringInterpolation parts: Interpolation) { text = parts.text }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ value: String) { HTMLText.append(value, to: &text) }

        mutating func appendInterpolation(_ number: Int) { text += String(number) }

        mutating func appendInterpolation(_ part: Markup) { text += part.text }

        mutating func appendInterpolation(_ parts: [Markup]) {
            for part in parts { text += part.text }
        }
    }
}

/// How a text stands in HTML, between tags and in quoted attributes alike.
enum HTMLText {
    static func append(_ value: String, to text: inout String) {
        guard value.utf8.contains(where: isSpecial) else {
            text += value
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            case "\t", "\n": text.unicodeScalars.append(scalar)
            // HTML has no way to write these, not even escaped.
            case "\u{0}"..<" ", "\u{7F}": text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            true
        default: byte < 0x20 || byte == 0x7F
        }
    }
}
