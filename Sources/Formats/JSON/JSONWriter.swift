/// Writes JSON into memory, keys in the order they are given.
///
///     var writer = JSONWriter(.pretty)
///     writer.object { writer in
///         writer.field("name", "stocktake")
///         writer.key("amounts")
///         writer.array { writer in
///             writer.number("0.10")
///         }
///     }
///     send(writer.bytes)
///
/// Escaped is only what must be: quotes, backslashes and control characters. Closures keep the brackets in
/// pairs; a key without a value, or a value in an object without a key, is a mistake of the program and
/// traps.
package struct JSONWriter {
    /// How a document is laid out.
    package enum Style: Sendable {
        /// No white space at all.
        case compact
        /// Two spaces a level and one value a line, without a line end after the document.
        case pretty
    }

    /// What has been written.
    ///
    /// It is a document once every closure has returned.
    package internal(set) var bytes: [UInt8] = []
    private let style: Style
    private var context = Context.start
    private var depth = 0
    private var isFirst = true

    private enum Context {
        case start, array, object
        /// Behind a key.
        case field
        /// Behind the document.
        case end
    }

    /// A writer before the first byte.
    package init(_ style: Style = .compact) {
        self.style = style
    }

    /// Writes an object, whose keys and values the closure writes.
    package mutating func object<Failure>(
        _ fields: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        try nest(.object, between: "{", and: "}", fields)
    }

    /// Writes an array, whose elements the closure writes.
    package mutating func array<Failure>(
        _ elements: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        try nest(.array, between: "[", and: "]", elements)
    }

    /// Writes a key; its value must follow.
    package mutating func key(_ name: String) {
        precondition(context == .object, "a key where none belongs")
        separate()
        appendQuoted(name)
        bytes.append(UInt8(ascii: ":"))
        if style == .pretty { bytes.append(UInt8(ascii: " ")) }
        context = .field
    }

    /// Makes way for a value.
    ///
    /// What is left to do is to append it.
    mutating func prepareValue() {
        switch context {
        case .start: context = .end
        case .array: separate()
        case .field: context = .object
        case .object, .end: preconditionFailure("a value where none belongs")
        }
    }

    private mutating func nest<Failure>(
        _ inner: Context, between opening: Unicode.Scalar, and closing: Unicode.Scalar,
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        prepareValue()
        let outer = context
        bytes.append(UInt8(ascii: opening))
        (context, isFirst) = (inner, true)
        depth += 1
        try body(&self)
        precondition(context == inner, "a key without a value")
        depth -= 1
        if !isFirst { breakLine() }
        bytes.append(UInt8(ascii: closing))
        (context, isFirst) = (outer, false)
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        breakLine()
    }

    private mutating func breakLine() {
        guard style == .pretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<depth {
            bytes.append(UInt8(ascii: " "))
            bytes.append(UInt8(ascii: " "))
        }
    }
}
