/// Plain scalars: text without quotes.
extension YAMLReader {
    /// Reads a plain scalar, over several lines where they belong to it.
    mutating func plain(in flow: Flow) throws(DecodingFailure) -> String {
        guard canBeginPlain(in: flow) else { throw failure("expected a value") }
        let first = plainLine(in: flow)
        guard !flow.isKey, var breaks = nextPlainLine(in: flow) else { return text(first) }
        var result = Array(bytes[first])
        while true {
            Self.fold(breaks, into: &result)
            result += bytes[plainLine(in: flow)]
            guard let more = nextPlainLine(in: flow) else { break }
            breaks = more
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a plain scalar may begin with the byte at the position.
    private func canBeginPlain(in flow: Flow) -> Bool {
        switch peek() {
        case Byte.dash, Byte.question, Byte.colon: isPlain(1, in: flow)
        case Byte.comma, Byte.openBracket, Byte.closeBracket, Byte.openBrace, Byte.closeBrace: false
        case Byte.hash, Byte.ampersand, Byte.asterisk, Byte.bang, Byte.bar, Byte.greater: false
        case Byte.singleQuote, Byte.doubleQuote, Byte.percent, UInt8(ascii: "@"), UInt8(ascii: "`"): false
        default: !Self.isBlank(peek())
        }
    }

    /// Whether the byte ahead is text, so that an indicator before it is text, too.
    private func isPlain(_ ahead: Int, in flow: Flow) -> Bool {
        let byte = peek(ahead)
        return !Self.isBlank(byte) && !(flow.isInside && Self.isFlowIndicator(byte))
    }

    /// Passes over what a line has of a plain scalar, but not over white space at its end.
    private mutating func plainLine(in flow: Flow) -> Range<Int> {
        let start = position
        var last = position
        while position < end {
            let byte = bytes[position]
            if Self.isWhite(byte) {
                position += 1
                continue
            }
            if endsPlain(byte, since: last, in: flow) { break }
            position += 1
            last = position
        }
        position = last
        return start..<last
    }

    /// Whether the byte at the position ends a plain scalar whose last character is at an offset.
    private func endsPlain(_ byte: UInt8, since last: Int, in flow: Flow) -> Bool {
        switch byte {
        case Byte.lineFeed, Byte.carriageReturn: true
        case Byte.colon: !isPlain(1, in: flow)
        case Byte.hash: position > last
        case Byte.comma, Byte.openBracket, Byte.closeBracket, Byte.openBrace, Byte.closeBrace: flow.isInside
        default: false
        }
    }

    /// Goes to the next line of a plain scalar and tells how many breaks lie between; nil if none follows.
    private mutating func nextPlainLine(in flow: Flow) -> Int? {
        let before = (position, line, lineStart)
        var breaks = 0
        skipWhite()
        var spaces = 0
        while isAtBreak {
            skipBreak()
            breaks += 1
            spaces = skipSpaces()
            skipWhite()
        }
        let continues = breaks > 0 && spaces >= flow.indent && !isAtMarker && canContinuePlain(in: flow)
        guard continues else {
            (position, line, lineStart) = before
            return nil
        }
        return breaks
    }

    private func canContinuePlain(in flow: Flow) -> Bool {
        switch peek() {
        case Byte.hash: false
        case Byte.colon: isPlain(1, in: flow)
        default: isPlain(0, in: flow)
        }
    }

    /// Joins two lines: a single break becomes a space, and of several all but the first remain.
    static func fold(_ breaks: Int, into text: inout [UInt8]) {
        if breaks == 1 {
            text.append(Byte.space)
        } else {
            text.append(contentsOf: repeatElement(Byte.lineFeed, count: breaks - 1))
        }
    }
}
