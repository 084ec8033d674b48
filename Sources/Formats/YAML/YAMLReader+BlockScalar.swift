/// Block scalars: lines of text behind a `|`, or a `>`, which folds them.
extension YAMLReader {
    /// What becomes of the line breaks at the end: none, one or all are kept.
    private enum Chomping {
        case strip, clip, keep
    }

    /// The text of a block scalar while its lines come in.
    private struct Lines {
        let isFolded: Bool
        var text: [UInt8] = []
        /// The breaks since the last line with content.
        var breaks = 0
        var hasContent = false
        /// Whether the last line with content begins with white space: such lines are not folded.
        var isSpaced = false
    }

    mutating func blockScalar(_ properties: Properties, under parent: Int) throws(DecodingFailure) {
        let place = place()
        let isFolded = peek() == Byte.greater
        position += 1
        let (step, chomping) = try blockScalarHeader()
        // A document's own indentation of -1 counts as 0 here, so that `--- |2` means what others mean by it.
        let indent = if let step { max(parent, 0) + step } else { try detectIndent(atLeast: parent + 1) }
        var lines = Lines(isFolded: isFolded)
        while blockLine(indent: indent, into: &lines) {}
        try finishBlockScalar()

        let breaks =
            switch chomping {
            case .strip: 0
            case .clip: lines.hasContent ? 1 : 0
            case .keep: lines.breaks
            }
        lines.text.append(contentsOf: repeatElement(Byte.lineFeed, count: breaks))
        let text = String(decoding: lines.text, as: UTF8.self)
        let kind = YAMLEvent.Kind.scalar(text, isFolded ? .folded : .literal)
        events.append(YAMLEvent(kind: kind, properties: properties, place: place))
    }

    /// Reads the indicators of indentation and chomping, in either order, and the rest of their line.
    private mutating func blockScalarHeader() throws(DecodingFailure) -> (step: Int?, Chomping) {
        var step: Int?
        var chomping: Chomping?
        while true {
            let byte = peek()
            if step == nil, byte > 0x30, Self.isDigit(byte) {
                step = Int(byte - 0x30)
            } else if chomping == nil, byte == Byte.dash || byte == Byte.plus {
                chomping = byte == Byte.dash ? .strip : .keep
            } else {
                break
            }
            position += 1
        }
        skipWhite()
        skipComment()
        guard isAtEnd || isAtBreak else { throw failure("unexpected text behind '|' or '>'") }
        if !isAtEnd { skipBreak() }
        return (step, chomping ?? .clip)
    }

    /// The indentation of the first line with content, or else of the longest line.
    private mutating func detectIndent(atLeast least: Int) throws(DecodingFailure) -> Int {
        let before = (position, line, lineStart)
        defer { (position, line, lineStart) = before }
        var longest = 0
        while true {
            let spaces = skipSpaces()
            guard isAtBreak else {
                if isAtEnd { return max(least, longest, spaces) }
                if spaces < least || isAtMarker { return max(least, longest) }
                guard longest <= spaces else { throw failure("indented less than the empty lines above") }
                return spaces
            }
            longest = max(longest, spaces)
            skipBreak()
        }
    }

    /// Reads one line of the scalar; false where the scalar has ended, at the beginning of a line.
    private mutating func blockLine(indent: Int, into lines: inout Lines) -> Bool {
        let spaces = skipSpaces(atMost: indent)
        if isAtEnd {
            if spaces > 0 { lines.breaks += 1 }
            return false
        }
        if isAtBreak {
            lines.breaks += 1
            skipBreak()
            return true
        }
        guard spaces == indent, !isAtMarker else {
            position = lineStart
            return false
        }
        let start = position
        skipText()
        Self.append(bytes[start..<position], to: &lines)
        if !isAtEnd { skipBreak() }
        return true
    }

    private static func append(_ line: ArraySlice<UInt8>, to lines: inout Lines) {
        let isSpaced = line.first.map(isWhite) ?? false
        if lines.isFolded, lines.hasContent, !isSpaced, !lines.isSpaced {
            fold(lines.breaks, into: &lines.text)
        } else {
            lines.text.append(contentsOf: repeatElement(Byte.lineFeed, count: lines.breaks))
        }
        lines.text += line
        lines.breaks = 1  // its own, even if the stream ends without one
        lines.hasContent = true
        lines.isSpaced = isSpaced
    }

    /// Goes on to the next content.
    ///
    /// A comment may stand further left than the text, but tabs do not count as left.
    private mutating func finishBlockScalar() throws(DecodingFailure) {
        let start = position
        _ = skipSpaces()
        if peek() == Byte.tab { throw failure("a tab cannot indent what follows a block scalar") }
        position = start
        openLine()
    }
}
