/// Bytes and lines.
extension YAMLReader {
    /// The bytes that mean something to YAML.
    enum Byte {
        static let tab = UInt8(ascii: "\t")
        static let lineFeed = UInt8(ascii: "\n")
        static let carriageReturn = UInt8(ascii: "\r")
        static let space = UInt8(ascii: " ")
        static let bang = UInt8(ascii: "!")
        static let doubleQuote = UInt8(ascii: "\"")
        static let hash = UInt8(ascii: "#")
        static let percent = UInt8(ascii: "%")
        static let ampersand = UInt8(ascii: "&")
        static let singleQuote = UInt8(ascii: "'")
        static let asterisk = UInt8(ascii: "*")
        static let plus = UInt8(ascii: "+")
        static let comma = UInt8(ascii: ",")
        static let dash = UInt8(ascii: "-")
        static let dot = UInt8(ascii: ".")
        static let colon = UInt8(ascii: ":")
        static let less = UInt8(ascii: "<")
        static let greater = UInt8(ascii: ">")
        static let question = UInt8(ascii: "?")
        static let openBracket = UInt8(ascii: "[")
        static let backslash = UInt8(ascii: "\\")
        static let closeBracket = UInt8(ascii: "]")
        static let openBrace = UInt8(ascii: "{")
        static let bar = UInt8(ascii: "|")
        static let closeBrace = UInt8(ascii: "}")
    }

    static func isWhite(_ byte: UInt8) -> Bool { byte == Byte.space || byte == Byte.tab }
    static func isBreak(_ byte: UInt8) -> Bool { byte == Byte.lineFeed || byte == Byte.carriageReturn }
    /// White space, a line break, or the zero that stands for the end: no text holds a zero.
    static func isBlank(_ byte: UInt8) -> Bool { isWhite(byte) || isBreak(byte) || byte == 0 }

    static func isFlowIndicator(_ byte: UInt8) -> Bool {
        switch byte {
        case Byte.comma, Byte.openBracket, Byte.closeBracket, Byte.openBrace, Byte.closeBrace: true
        default: false
        }
    }

    /// The byte at the position or behind it; 0 at the end.
    func peek(_ ahead: Int = 0) -> UInt8 {
        let index = position + ahead
        return index < end ? bytes[index] : 0
    }

    var isAtEnd: Bool { position >= end }
    var isAtBreak: Bool { position < end && Self.isBreak(bytes[position]) }

    /// Whether the byte at the position, a `-`, `?` or `:`, stands alone and so shapes a block collection.
    func isIndicator(_ byte: UInt8) -> Bool {
        peek() == byte && Self.isBlank(peek(1))
    }

    /// Whether a line begins here that ends the document: `---` or `...`, alone or before white space.
    var isAtMarker: Bool {
        let byte = peek()
        guard byte == Byte.dash || byte == Byte.dot, position == lineStart else { return false }
        return peek(1) == byte && peek(2) == byte && Self.isBlank(peek(3))
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Passes over spaces and tabs and tells whether there were tabs.
    @discardableResult mutating func skipWhite() -> Bool {
        var hasTab = false
        while position < end {
            let byte = bytes[position]
            guard Self.isWhite(byte) else { break }
            if byte == Byte.tab { hasTab = true }
            position += 1
        }
        return hasTab
    }

    /// Passes over spaces, which alone indent, and tells how many there were.
    mutating func skipSpaces(atMost limit: Int = .max) -> Int {
        let start = position
        while position < end, bytes[position] == Byte.space, position - start < limit { position += 1 }
        return position - start
    }

    /// Passes over the rest of the line, but not over its break.
    mutating func skipText() {
        while position < end, !Self.isBreak(bytes[position]) { position += 1 }
    }

    /// Passes over a line break, which may be CR, LF or both.
    mutating func skipBreak() {
        if bytes[position] == Byte.carriageReturn, peek(1) == Byte.lineFeed { position += 1 }
        position += 1
        line += 1
        lineStart = position
    }

    mutating func skipLine() {
        skipText()
        if !isAtEnd { skipBreak() }
    }
}
