/// The beginnings of block nodes, where the properties of a node and those of its first key come apart:
///
///     &node                  outer: alone on its line
///     &key name: value       inner: on the line of the content
extension YAMLReader {
    /// The beginning of a block node: its properties, and where its content stands.
    struct Opening {
        /// Properties on the lines above the content: those of the whole node.
        var outer = Properties()
        /// Properties on the content's line: those of its first key, if the content turns out to have one.
        var inner = Properties()
        /// Where the entries of a collection begin.
        var column: Int
        /// The offset of the inner properties or else of the content: where a key is measured from.
        var offset: Int
        /// Whether a block collection may begin here.
        var canNest: Bool
        /// Whether the node has no content.
        var isEmpty = false
    }

    /// Reads the properties of a node, on its own line and above, up to its content.
    mutating func opening(
        in parent: Parent, behind separation: Separation
    ) throws(DecodingFailure) -> Opening {
        var separation = separation
        var opening = Opening(
            column: position - lineStart, offset: position,
            canNest: !isTabbed && (separation == .newLine || parent.allowsCompact))
        while true {
            opening.isEmpty = separation == .newLine && !belongs(to: parent)
            guard !opening.isEmpty, isAtProperty else { return opening }
            opening.inner = try properties(in: .block)
            separation = separate()
            guard separation == .newLine else { return opening }
            opening.outer = try merged(opening.outer, opening.inner)
            opening.inner = Properties()
            (opening.column, opening.offset, opening.canNest) = (indent, position, !isTabbed)
        }
    }

    /// Whether the content of a new line is that of the parent's node.
    private func belongs(to parent: Parent) -> Bool {
        indent > parent.indent || indent >= parent.sequenceIndent && isIndicator(Byte.dash)
    }

    /// Refuses a `-` or `?` where no block collection can begin.
    mutating func requireNesting(_ opening: Opening) throws(DecodingFailure) {
        guard opening.inner.isEmpty else {
            throw failure("the properties of a block collection stand on the line above it")
        }
        guard opening.canNest else { throw failure("a block collection cannot begin on this line") }
    }
}
