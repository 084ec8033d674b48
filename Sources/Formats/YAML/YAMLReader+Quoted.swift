/// Quoted scalars.
extension YAMLReader {
    /// Reads `'text'`, where `''` stands for a quote.
    mutating func singleQuoted(in flow: Flow) throws(DecodingFailure) -> String {
        let open = place()
        position += 1
        var start = position
        var text: [UInt8] = []
        while position < end {
            let byte = bytes[position]
            if byte == Byte.singleQuote {
                guard peek(1) == Byte.singleQuote else { return close(text, from: start) }
                text += bytes[start...position]  // with one of the two quotes
                position += 2
                start = position
            } else if Self.isBreak(byte) {
                text += bytes[start..<position]
                Self.trim(&text, downTo: 0)
                Self.fold(try foldedBreaks(in: flow, from: open), into: &text)
                start = position
            } else {
                position += 1
            }
        }
        throw DecodingFailure("a quoted value that is not closed", at: open)
    }

    /// Reads `"text"`, with escapes.
    mutating func doubleQuoted(in flow: Flow) throws(DecodingFailure) -> String {
        let open = place()
        position += 1
        var start = position
        var text: [UInt8] = []
        var kept = 0  // the length of the text whose end is escaped and so is not trimmed
        while position < end {
            let byte = bytes[position]
            guard byte == Byte.doubleQuote || byte == Byte.backslash || Self.isBreak(byte) else {
                position += 1
                continue
            }
            if byte == Byte.doubleQuote { return close(text, from: start) }
            text += bytes[start..<position]
            if byte == Byte.backslash {
                position += 1
                try escape(into: &text, in: flow, from: open)
                kept = text.count
            } else {
                Self.trim(&text, downTo: kept)
                Self.fold(try foldedBreaks(in: flow, from: open), into: &text)
            }
            start = position
        }
        throw DecodingFailure("a quoted value that is not closed", at: open)
    }

    /// Passes over the closing quote and gives the text with its last stretch.
    private mutating func close(_ text: [UInt8], from start: Int) -> String {
        defer { position += 1 }
        let rest = start..<position
        return text.isEmpty ? self.text(rest) : String(decoding: text + bytes[rest], as: UTF8.self)
    }

    /// Passes over line breaks in a quoted scalar and over the indentation behind them, and counts them.
    mutating func foldedBreaks(in flow: Flow, from open: Place) throws(DecodingFailure) -> Int {
        var breaks = 0
        var spaces = 0
        while isAtBreak {
            skipBreak()
            breaks += 1
            spaces = skipSpaces()
            skipWhite()
        }
        if isAtEnd || isAtMarker { throw DecodingFailure("a quoted value that is not closed", at: open) }
        guard spaces >= flow.indent else { throw failure("indented less than the quoted value needs") }
        return breaks
    }

    private static func trim(_ text: inout [UInt8], downTo kept: Int) {
        while text.count > kept, let last = text.last, isWhite(last) { text.removeLast() }
    }
}
