/// Block nodes: what indentation shapes.
extension YAMLReader {
    /// What stands above a node and so decides where the node may stand.
    struct Parent {
        /// The parent's own indentation: the lines of its nodes stand further right.
        let indent: Int
        /// The least indentation of a sequence, which in a mapping may stand right under the key.
        let sequenceIndent: Int
        /// Whether a collection may begin on the line of the parent's indicator, as in `- - a`.
        let allowsCompact: Bool

        static let document = Parent(indent: -1, sequenceIndent: 0, allowsCompact: false)

        /// Behind the `-` of a sequence.
        static func sequence(at column: Int) -> Parent {
            Parent(indent: column, sequenceIndent: column + 1, allowsCompact: true)
        }

        /// Behind the `?` of a mapping, or the `:` that answers it.
        static func explicitEntry(at column: Int) -> Parent {
            Parent(indent: column, sequenceIndent: column, allowsCompact: true)
        }

        /// Behind the `:` of a key.
        static func value(at column: Int) -> Parent {
            Parent(indent: column, sequenceIndent: column, allowsCompact: false)
        }
    }

    /// Reads the node behind an indicator.
    ///
    /// It leaves the position at the content of a new line.
    mutating func blockNode(in parent: Parent) throws(DecodingFailure) {
        let place = place()
        try blockNode(in: parent, behind: separate(), emptyAt: place)
    }

    mutating func blockNode(
        in parent: Parent, behind separation: Separation, emptyAt place: Place
    ) throws(DecodingFailure) {
        let opening = try opening(in: parent, behind: separation)
        guard !opening.isEmpty else {
            return emitEmpty(try merged(opening.outer, opening.inner), at: place)
        }
        switch peek() {
        case Byte.dash where isIndicator(Byte.dash):
            try requireNesting(opening)
            try blockSequence(opening.outer, at: opening.column)
        case Byte.question where isIndicator(Byte.question):
            try requireNesting(opening)
            try blockMapping(opening.outer, at: opening.column)
        case Byte.bar, Byte.greater:
            try blockScalar(try merged(opening.outer, opening.inner), under: parent.indent)
        default:
            try mappingOrFlowNode(opening, in: parent)
        }
    }

    /// Reads a node that may turn out to be the first key of a block mapping.
    private mutating func mappingOrFlowNode(_ opening: Opening, in parent: Parent) throws(DecodingFailure) {
        let first = events.count
        let firstLine = line
        if isIndicator(Byte.colon) {
            emitEmpty(opening.inner, at: place())
        } else {
            try flowContent(opening.inner, in: Flow(indent: parent.indent + 1))
        }
        skipWhite()
        guard isIndicator(Byte.colon) else {
            try attach(opening.outer, to: first)
            return try finishLine()
        }
        guard opening.canNest else { throw failure("a block mapping cannot begin on this line") }
        try requireKey(from: opening.offset, line: firstLine)
        insertMappingStart(.block, opening.outer, at: first)
        try enter()
        position += 1
        try blockNode(in: .value(at: opening.column))
        try mappingEntries(at: opening.column)
        emit(.mappingEnd)
        leave()
    }

    /// Refuses a key without `?` that is longer than the specification allows.
    mutating func requireKey(from offset: Int, line firstLine: Int) throws(DecodingFailure) {
        guard line == firstLine else { throw failure("a key without '?' must stand on one line") }
        guard position - offset > Self.maximumKeyLength else { return }
        let characters = bytes[offset..<position].count { $0 & 0xC0 != 0x80 }
        guard characters <= Self.maximumKeyLength else {
            throw failure("a key without '?' longer than \(Self.maximumKeyLength) characters")
        }
    }

    /// Puts the start of a mapping in front of the events of its first key.
    mutating func insertMappingStart(
        _ style: YAMLEvent.CollectionStyle, _ properties: Properties, at first: Int
    ) {
        let start = YAMLEvent(
            kind: .mappingStart(style), properties: properties, place: events[first].place)
        events.insert(start, at: first)
    }

    /// Adds the properties above a node that turned out to be no mapping to those on its line.
    private mutating func attach(_ outer: Properties, to index: Int) throws(DecodingFailure) {
        guard !outer.isEmpty else { return }
        if case .alias = events[index].kind { throw failure("an alias has no anchor or tag of its own") }
        events[index].properties = try merged(outer, events[index].properties)
    }

    /// A node without content, which stands right behind what asks for it.
    mutating func emitEmpty(_ properties: Properties, at place: Place) {
        events.append(YAMLEvent(kind: .scalar("", .plain), properties: properties, place: place))
    }
}
