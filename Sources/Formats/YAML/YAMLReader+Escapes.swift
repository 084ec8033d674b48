/// The escapes of double-quoted scalars.
extension YAMLReader {
    /// Reads what follows a backslash and appends what it stands for.
    mutating func escape(
        into text: inout [UInt8], in flow: Flow, from open: Place
    ) throws(DecodingFailure) {
        if isAtBreak {
            // An escaped break joins its lines without a space; empty lines behind it remain.
            let breaks = try foldedBreaks(in: flow, from: open)
            text.append(contentsOf: repeatElement(Byte.lineFeed, count: breaks - 1))
            return
        }
        let byte = peek()
        switch byte {
        case UInt8(ascii: "x"): text += try character(digits: 2)
        case UInt8(ascii: "u"): text += try character(digits: 4)
        case UInt8(ascii: "U"): text += try character(digits: 8)
        default:
            guard let plain = Self.meaning(of: byte) else {
                throw failure("an escape that YAML does not have")
            }
            text += plain.utf8
            position += 1
        }
    }

    private static func meaning(of byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "0"): "\0"
        case UInt8(ascii: "a"): "\u{07}"
        case UInt8(ascii: "b"): "\u{08}"
        case UInt8(ascii: "t"), Byte.tab: "\t"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "v"): "\u{0B}"
        case UInt8(ascii: "f"): "\u{0C}"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "e"): "\u{1B}"
        case Byte.space: " "
        case Byte.doubleQuote: "\""
        case UInt8(ascii: "/"): "/"
        case Byte.backslash: "\\"
        case UInt8(ascii: "N"): "\u{85}"
        case UInt8(ascii: "_"): "\u{A0}"
        case UInt8(ascii: "L"): "\u{2028}"
        case UInt8(ascii: "P"): "\u{2029}"
        default: nil
        }
    }

    /// Reads a character that is written as its number.
    private mutating func character(digits: Int) throws(DecodingFailure) -> String.UTF8View {
        var number = try hexadecimal(digits)
        if 0xD800...0xDBFF ~= number, peek() == Byte.backslash, peek(1) == UInt8(ascii: "u") {
            // JSON writes characters beyond U+FFFF as two halves.
            position += 1
            let low = try hexadecimal(4)
            guard 0xDC00...0xDFFF ~= low else { throw failure("half of a surrogate pair") }
            number = 0x10000 + (number - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(number) else { throw failure("a number that is no character") }
        return String(scalar).utf8
    }

    /// Reads a number behind the letter that tells its length.
    private mutating func hexadecimal(_ digits: Int) throws(DecodingFailure) -> UInt32 {
        position += 1
        var number: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = Self.digit(peek()) else {
                throw failure("expected \(digits) hexadecimal digits")
            }
            number = number << 4 | digit
            position += 1
        }
        return number
    }
}
