/// What separates one token from the next: white space, comments and line breaks.
extension YAMLReader {
    /// Where the next token stands, seen from the last one.
    enum Separation {
        case sameLine, newLine
    }

    /// Passes over white space and comments to the next content, or to the end of the document.
    mutating func separate() -> Separation {
        isTabbed = skipWhite()
        skipComment()
        if isAtEnd {
            indent = -1
            return .newLine
        }
        guard isAtBreak else { return .sameLine }
        skipBreak()
        openLine()
        return .newLine
    }

    /// From the beginning of a line, passes over empty lines and comments, and measures the line of content.
    mutating func openLine() {
        while true {
            indent = skipSpaces()
            isTabbed = skipWhite()
            skipComment()
            if isAtEnd || isAtMarker {
                indent = -1
                return
            }
            guard isAtBreak else { return }
            skipBreak()
        }
    }

    /// Leaves the line of a node that ends on it: only a comment may follow.
    mutating func finishLine() throws(DecodingFailure) {
        guard separate() == .sameLine else { return }
        if peek() == Byte.hash { throw failure("a comment without a space before it") }
        throw failure("unexpected text behind a value")
    }

    /// Passes over a comment, unless its `#` sticks to what is before it.
    mutating func skipComment() {
        guard peek() == Byte.hash, position == lineStart || Self.isWhite(bytes[position - 1]) else { return }
        skipText()
    }
}
