/// Text as a terminal shows it: how wide it is, where it may be cut, and what must not reach it.
///
/// Names come from whoever may tag a resource. A terminal would obey the control characters in them, and letters that
/// turn the direction of writing would make a command read as another one.
enum TerminalText {
    /// The text on one line, with what a terminal would obey written out: `\n`, `\u001b`.
    static func visible(_ text: String) -> String {
        guard !isPlain(text.utf8) else { return text }
        return escaped(text) { _ in false }
    }

    /// What is about to be written, with its line ends and tabs.
    static func visible(_ bytes: [UInt8]) -> [UInt8] {
        guard !isPlain(bytes, lineEnds: true) else { return bytes }
        return Array(escaped(String(decoding: bytes, as: UTF8.self)) { $0 == "\n" || $0 == "\t" }.utf8)
    }

    private static func isPlain(_ bytes: some Sequence<UInt8>, lineEnds: Bool = false) -> Bool {
        bytes.allSatisfy { byte in (byte >= 0x20 && byte < 0x7F) || (lineEnds && byte == 0x0A) }
    }

    private static func escaped(_ text: String, _ isMeant: (Unicode.Scalar) -> Bool) -> String {
        var result = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            // The line end of CSV.
            let isReturn = scalar == "\r" && scalars.first == "\n" && isMeant("\n")
            if isReturn || isMeant(scalar) || !isObeyed(scalar) {
                result.append(scalar)
            } else {
                result.append(contentsOf: name(of: scalar).unicodeScalars)
            }
        }
        return String(result)
    }

    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // Joiners, which scripts and emoji need, only say how letters are drawn.
        case .format: scalar.value != 0x200C && scalar.value != 0x200D
        default: false
        }
    }

    private static func name(of scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
    }

    /// How many cells of a line it takes.
    static func width(_ text: String) -> Int {
        if isPlain(text.utf8) { return text.utf8.count }
        return text.reduce(0) { $0 + width($1) }
    }

    private static func width(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        // The selector of emoji, as in ⚠️.
        if scalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
        return scalars.map(width).max() ?? 0
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300 else { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// The blocks of wide letters: https://www.unicode.org/reports/tr11/, without the odd ones within them.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
        0x1F900...0x1FAFF, 0x20000...0x3FFFD,
    ]

    /// The text within so many cells: names lose their middle, because their ends tell them apart, and sentences their end.
    static func shortened(_ text: String, to room: Int) -> String {
        guard width(text) > room else { return text }
        guard room > 1 else { return room == 1 ? "…" : "" }
        let isSentence = text.contains(" ")
        let behind = isSentence ? 0 : (room - 1) / 2
        let tail = String(String(start(of: String(text.reversed()), behind)).reversed())
        return start(of: text, room - 1 - behind) + "…" + tail
    }

    private static func start(of text: String, _ room: Int) -> String {
        var (result, used) = ("", 0)
        for character in text {
            used += width(character)
            guard used <= room else { break }
            result.append(character)
        }
        return result
    }
}
