/// Flow nodes: scalars, aliases and what stands in brackets.
extension YAMLReader {
    /// What a flow node has to respect of its surroundings.
    struct Flow {
        /// The least indentation of its lines.
        let indent: Int
        /// Whether it is the key of a block mapping, which has one line.
        var isKey = false
        /// Where the innermost bracket around it opens.
        var bracket: Place?

        /// Whether brackets surround it, so that `,` and brackets end a plain scalar.
        var isInside: Bool { bracket != nil }

        /// The surroundings of what stands in brackets.
        func inside(_ bracket: Place) -> Flow { Flow(indent: indent, bracket: bracket) }
    }

    /// Whether a `:` that touches the next character may follow: what JSON can write needs no space.
    enum Adjacency {
        case spaced, adjacent
    }

    /// Reads what follows the properties, but for block scalars and block collections.
    @discardableResult mutating func flowContent(
        _ properties: Properties, in flow: Flow
    ) throws(DecodingFailure) -> Adjacency {
        let place = place()
        switch peek() {
        case Byte.doubleQuote:
            append(.scalar(try doubleQuoted(in: flow), .doubleQuoted), properties, at: place)
        case Byte.singleQuote:
            append(.scalar(try singleQuoted(in: flow), .singleQuoted), properties, at: place)
        case Byte.openBracket:
            try flowSequence(properties, in: flow.inside(place))
        case Byte.openBrace:
            try flowMapping(properties, in: flow.inside(place))
        case Byte.asterisk:
            guard properties.isEmpty else { throw failure("an alias has no anchor or tag of its own") }
            append(.alias(try name()), properties, at: place)
            return .spaced
        default:
            append(.scalar(try plain(in: flow), .plain), properties, at: place)
            return .spaced
        }
        return .adjacent
    }

    private mutating func append(_ kind: YAMLEvent.Kind, _ properties: Properties, at place: Place) {
        events.append(YAMLEvent(kind: kind, properties: properties, place: place))
    }

    /// Reads a node inside brackets.
    ///
    /// `[!!str , &a ]` has two, without content.
    mutating func flowNode(in flow: Flow) throws(DecodingFailure) -> Adjacency {
        guard isAtProperty else { return try flowContent(Properties(), in: flow) }
        let place = place()
        var properties = Properties()
        while isAtProperty {
            properties = try merged(properties, try self.properties(in: .flow))
            try separate(in: flow)
        }
        if isAtEntryEnd || isValueIndicator(behind: .spaced) {
            emitEmpty(properties, at: place)
            return .spaced
        }
        return try flowContent(properties, in: flow)
    }

    /// Whether an entry ends here: before a `,` or a closing bracket.
    var isAtEntryEnd: Bool {
        switch peek() {
        case Byte.comma, Byte.closeBracket, Byte.closeBrace: true
        default: false
        }
    }

    /// Whether a `:` is here that separates a key, if there is one, from its value.
    func isValueIndicator(behind key: Adjacency) -> Bool {
        guard peek() == Byte.colon else { return false }
        return key == .adjacent || Self.isBlank(peek(1)) || Self.isFlowIndicator(peek(1))
    }

    /// Passes over white space, comments and line breaks inside brackets.
    mutating func separate(in flow: Flow) throws(DecodingFailure) {
        guard separate() == .newLine else { return }
        if indent == -1 { throw DecodingFailure("a flow collection that is not closed", at: flow.bracket) }
        let isClosing = peek() == Byte.closeBracket || peek() == Byte.closeBrace
        guard indent >= (isClosing ? flow.indent - 1 : flow.indent) else {
            throw failure("indented less than the flow collection needs")
        }
    }
}
