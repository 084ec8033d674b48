/// Reads a stream of YAML 1.2 as events, a document at a time.
///
/// The grammar of the specification backtracks: only a `:` behind a node tells that the node was the key of a
/// mapping. This reader never goes back. It reads the node, looks whether a `:` follows on the same line, and
/// if so puts the mapping's start in front of the key's events:
///
///     [a, b]: c        +SEQ a b -SEQ            then `:` is seen
///                 +MAP +SEQ a b -SEQ c -MAP
///
/// A key is at most 1024 characters long, so every byte is looked at a bounded number of times.
///
/// `indent` and `isTabbed` describe the line of the content at `position`. A document's end, which is the
/// stream's end or a `---` or `...`, is an indentation of -1: so it ends every collection by itself.
///
/// Where the specification is stricter than people write and than other readers read, this one gives way: the
/// bracket that closes a flow collection may stand under the key it belongs to, `{a:[b]}` needs no space, and
/// DEL and the C1 controls are taken everywhere. Everything else that is not YAML is refused.
package struct YAMLReader {
    typealias Properties = YAMLEvent.Properties

    /// The nesting that is taken: far beyond what people write, and safe on the stack of any thread.
    static let maximumDepth = 256
    /// The characters that the specification allows a key without `?`.
    ///
    /// It bounds what a `:` can move.
    static let maximumKeyLength = 1024

    let bytes: [UInt8]
    /// Where reading stops: the end, or before it the first byte that YAML does not allow.
    var end: Int
    var position = 0
    var line = 1
    var lineStart = 0
    /// The spaces before the first content of the line; -1 at the document's end.
    var indent = 0
    /// Whether tabs stand between the indentation, or an indicator, and the content.
    var isTabbed = false
    var depth = 0
    var events: [YAMLEvent] = []
    /// Whether this document has a `%YAML` directive.
    var hasVersion = false
    /// What the handles of tags stand for in this document.
    var tagPrefixes: [String: String] = [:]
    /// Where the line begins on which this document begins: recovery must leave that line behind.
    var openingLine = -1
    /// Whether directives were read whose `---` is still to come.
    var awaitsMarker = false
    /// An offset whose column is known: columns are counted on from here.
    var known = (offset: 0, column: 1)

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        end = bytes.count
        end = firstIllegal(from: 0)
    }

    /// The events of the next document, or why it has none; nil at the end of the stream.
    ///
    /// After a failure reading goes on at the next line that begins with `---` or `...`.
    package mutating func next() -> Result<[YAMLEvent], DecodingFailure>? {
        defer { events = [] }
        do throws(DecodingFailure) {
            try refuseOtherEncodings()
            guard try openDocument() else { return nil }
            try document()
            return .success(events)
        } catch {
            // The parser sees the stream end at an illegal byte: what it then misses is not the reason.
            let reason = position >= end && end < bytes.count ? illegalByte() : error
            recover()
            return .failure(reason)
        }
    }
}

extension YAMLReader {
    /// The position as an editor shows it.
    ///
    /// Tokens come in order, so each byte of a line is counted once.
    mutating func place() -> Place {
        if known.offset < lineStart || known.offset > position { known = (lineStart, 1) }
        var column = known.column
        for byte in bytes[known.offset..<position] where byte & 0xC0 != 0x80 { column += 1 }
        known = (position, column)
        return Place(line: line, column: column)
    }

    mutating func failure(_ reason: String) -> DecodingFailure {
        DecodingFailure(reason, at: place())
    }

    mutating func emit(_ kind: YAMLEvent.Kind, _ properties: Properties = Properties()) {
        events.append(YAMLEvent(kind: kind, properties: properties, place: place()))
    }

    mutating func enter() throws(DecodingFailure) {
        depth += 1
        if depth > Self.maximumDepth { throw Self.tooDeep(at: place()) }
    }

    static func tooDeep(at place: Place) -> DecodingFailure {
        DecodingFailure("nested deeper than \(maximumDepth) levels", at: place)
    }

    mutating func leave() { depth -= 1 }
}
