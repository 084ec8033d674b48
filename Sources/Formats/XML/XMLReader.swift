/// Reads XML from front to back, without building what is not asked for.
///
/// The reader stands inside the start tag of one element at a time, called the open one. A call takes that
/// element and moves behind it; its attributes can be looked at before:
///
///     let keys = try XMLReader.read(bytes) { name, reader in
///         var keys: [String] = []
///         try reader.children { name, reader in
///             guard name == "Contents" else { return }
///             try reader.children { name, reader in
///                 if name == "Key" { keys.append(try reader.text()) }
///             }
///         }
///         return keys
///     }
///
/// An element that a closure leaves untouched is skipped, and checked; taking one twice is a failure. Names
/// are lent as a `Span`, which cannot outlive the closure. Prefixes stay in names: namespaces are not
/// resolved.
///
/// What AWS sends is read, and checked for being well-formed: elements, attributes, text, CDATA, comments and
/// processing instructions in UTF-8. DOCTYPE is refused, and with it every entity but the five of XML itself:
/// they are how an answer could name local files or grow without end. Closures may throw anything; what is
/// not a `DecodingFailure` becomes one, so the callers of `read` see a single type.
package struct XMLReader: ~Copyable {
    /// How deep elements may nest.
    ///
    /// It bounds the stack that readers of elements within elements need.
    package static let depthLimit = 512

    let start: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    var cursor: UnsafePointer<UInt8>
    /// The name of the open element; nil where it has been taken.
    var openName: UnsafeBufferPointer<UInt8>?
    var depth = 0

    private init(_ text: UnsafeBufferPointer<UInt8>, from base: UnsafePointer<UInt8>) {
        start = base
        cursor = base
        end = base + text.count
    }

    /// Reads a document: lends the name of its root, which is open, to the closure.
    package static func read<Result>(
        _ bytes: [UInt8], _ root: (Span<UInt8>, inout XMLReader) throws -> Result
    ) throws(DecodingFailure) -> Result {
        try bytes.withUnsafeBufferPointer { (text) throws(DecodingFailure) in
            guard let base = text.baseAddress, !text.isEmpty else {
                throw DecodingFailure("the text is empty")
            }
            var reader = XMLReader(text, from: base)
            do {
                try reader.readProlog()
                let name = try reader.openElement()
                let result = try root(name.span, &reader)
                if reader.openName != nil { try reader.skip() }
                try reader.readEpilog()
                return result
            } catch {
                throw DecodingFailure(catching: error)
            }
        }
    }

    /// Reads the open element: lends the name of each of its child elements, which is then open.
    ///
    /// Text between the children is checked and passed over: AWS puts only line ends there.
    package mutating func children(
        _ child: (Span<UInt8>, inout XMLReader) throws -> Void
    ) throws(DecodingFailure) {
        try content(text: { _ in }, child: child)
    }

    /// Reads the open element: all its text and all its child elements, in the order of the document.
    package mutating func content(
        text: (Span<UInt8>) throws -> Void, child: (Span<UInt8>, inout XMLReader) throws -> Void
    ) throws(DecodingFailure) {
        guard let name = try enter() else { return }
        do {
            while true {
                let run = try scanText()
                if !run.bytes.isEmpty { try run.lend(to: text) }
                switch try nextMarkup() {
                case .endTag: return try leave(name)
                case .data(let data): try data.lend(to: text)
                case .nothing: continue
                case .startTag:
                    let name = try openElement()
                    try child(name.span, &self)
                    if openName != nil { try skip() }
                }
            }
        } catch {
            throw DecodingFailure(catching: error)
        }
    }

    /// Passes over the open element with all that is in it, checking it as strictly as if it were read.
    package mutating func skip() throws(DecodingFailure) {
        guard let name = try enter() else { return }
        while true {
            _ = try scanText()
            switch try nextMarkup() {
            case .endTag: return try leave(name)
            case .data, .nothing: continue
            case .startTag:
                _ = try openElement()
                try skip()
            }
        }
    }
}
