/// The anchors and tags before a node's content, and aliases.
extension YAMLReader {
    var isAtProperty: Bool { peek() == Byte.ampersand || peek() == Byte.bang }

    /// Reads the properties that stand on one line, in either order, and the white space behind them.
    mutating func properties(in style: YAMLEvent.CollectionStyle) throws(DecodingFailure) -> Properties {
        var properties = Properties()
        repeat {
            var found = Properties()
            if peek() == Byte.ampersand {
                found.anchor = try name()
            } else {
                found.tag = try tag()
            }
            let isClosed = style == .flow && isAtEntryEnd
            guard isClosed || Self.isBlank(peek()) else {
                throw failure("expected a space behind a property")
            }
            properties = try merged(properties, found)
            skipWhite()
        } while isAtProperty
        return properties
    }

    /// Both properties as those of one node, which has one anchor and one tag at most.
    mutating func merged(_ left: Properties, _ right: Properties) throws(DecodingFailure) -> Properties {
        if left.anchor != nil, right.anchor != nil { throw failure("a second anchor for one node") }
        if left.tag != nil, right.tag != nil { throw failure("a second tag for one node") }
        return Properties(anchor: left.anchor ?? right.anchor, tag: left.tag ?? right.tag)
    }

    /// The name behind a `&` or a `*`.
    ///
    /// A `:` may belong to it.
    mutating func name() throws(DecodingFailure) -> String {
        position += 1
        let start = position
        while !Self.isBlank(peek()), !Self.isFlowIndicator(peek()) { position += 1 }
        guard position > start else { throw failure("expected a name behind '&' or '*'") }
        return text(start..<position)
    }

    /// Reads `!`, `!suffix`, `!!suffix`, `!handle!suffix` or `!<tag>`.
    private mutating func tag() throws(DecodingFailure) -> String {
        position += 1
        if peek() == Byte.less { return try verbatimTag() }
        let start = position
        while Self.isWord(peek()) { position += 1 }
        guard peek() == Byte.bang else {
            position = start
            let suffix = try tagText(Self.isTagByte)
            return suffix.isEmpty ? "!" : try prefix(of: "!") + suffix
        }
        position += 1
        let prefix = try prefix(of: text(start - 1..<position))
        let suffix = try tagText(Self.isTagByte)
        guard !suffix.isEmpty else { throw failure("expected the rest of a tag behind its handle") }
        return prefix + suffix
    }

    private mutating func verbatimTag() throws(DecodingFailure) -> String {
        position += 1
        let tag = try tagText(Self.isURIByte)
        guard !tag.isEmpty, peek() == Byte.greater else { throw failure("expected '!<', a tag and '>'") }
        position += 1
        return tag
    }

    private mutating func prefix(of handle: String) throws(DecodingFailure) -> String {
        if let declared = tagPrefixes[handle] { return declared }
        switch handle {
        case "!": return "!"
        case "!!": return YAML.coreTag
        default: throw failure("a tag's handle that no %TAG directive declares")
        }
    }

    /// Reads the bytes of a tag, decoding `%2C` and the like.
    mutating func tagText(_ isIncluded: (UInt8) -> Bool) throws(DecodingFailure) -> String {
        var text: [UInt8] = []
        while isIncluded(peek()) {
            guard peek() == Byte.percent else {
                text.append(peek())
                position += 1
                continue
            }
            guard let high = Self.digit(peek(1)), let low = Self.digit(peek(2)) else {
                throw failure("expected two hexadecimal digits behind '%'")
            }
            text.append(UInt8(high << 4 | low))
            position += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a URI but for `!` and what shapes flow collections.
    private static func isTagByte(_ byte: UInt8) -> Bool {
        isWord(byte) || "%#;/?:@&=+$_.~*'()".utf8.contains(byte)
    }

    static func isURIByte(_ byte: UInt8) -> Bool {
        isTagByte(byte) || byte == Byte.bang
            || [Byte.comma, Byte.openBracket, Byte.closeBracket].contains(byte)
    }

    /// The value of a hexadecimal digit.
    static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x41 + 10)
        case 0x61...0x66: UInt32(byte - 0x61 + 10)
        default: nil
        }
    }
}
