/// Reads JSON from front to back without building what is not asked for.
///
/// The reader stands before one value at a time. A call takes that value and moves behind it:
///
///     let page = try JSONReader.read(bytes) { reader in
///         var page = Page()
///         try reader.object { key, reader in
///             switch key {
///             case "NextToken": page.token = try reader.string()
///             case "Values": page.values = try reader.doubles()
///             default: break
///             }
///         }
///         return page
///     }
///
/// A value that a closure leaves untouched is skipped, and checked, so forgetting one cannot derail the rest.
/// A key is lent as a `Span`, which cannot outlive the closure; the reader cannot be copied out of it either.
///
/// The grammar is RFC 8259 to the letter: UTF-8 only, no byte order mark, no comments, no trailing commas.
/// Text that escapes half a surrogate pair is refused, because no `String` can hold it. Closures may throw
/// anything; what is not a `DecodingFailure` becomes one, so the callers of `read` see a single type.
package struct JSONReader: ~Copyable {
    /// How deep values may nest.
    ///
    /// It bounds the stack that readers of values within values need.
    package static let depthLimit = 512

    let start: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    var cursor: UnsafePointer<UInt8>
    var depth = 0

    private init(_ text: UnsafeBufferPointer<UInt8>, from base: UnsafePointer<UInt8>) {
        start = base
        cursor = base
        end = base + text.count
    }

    /// Reads a text that holds one value.
    ///
    /// Anything but white space behind the value is a failure.
    package static func read<Result>(
        _ bytes: [UInt8], _ body: (inout JSONReader) throws -> Result
    ) throws(DecodingFailure) -> Result {
        try bytes.withUnsafeBufferPointer { (text) throws(DecodingFailure) in
            guard let base = text.baseAddress, !text.isEmpty else {
                throw DecodingFailure("the text is empty")
            }
            var reader = JSONReader(text, from: base)
            do {
                let result = try body(&reader)
                try reader.finish()
                return result
            } catch {
                throw DecodingFailure(catching: error)
            }
        }
    }

    private mutating func finish() throws(DecodingFailure) {
        if cursor == start { try skip() }
        skipWhitespace()
        guard cursor == end else { throw failure("text after the value") }
    }
}

extension JSONReader {
    /// Reads an object: calls `field` for each key, in the order of the text, with the reader before its
    /// value.
    package mutating func object(
        _ field: (Span<UInt8>, inout JSONReader) throws -> Void
    ) throws(DecodingFailure) {
        guard try enter(.object) else { return }
        repeat {
            let key = try key()
            if key.isEscaped {
                let decoded = key.decoded()
                try readValue { reader in try field(decoded.span, &reader) }
            } else {
                try readValue { reader in try field(key.bytes.span, &reader) }
            }
        } while try goesOn(in: .object)
    }

    /// Reads an array: calls `element` with the reader before each value.
    package mutating func array(_ element: (inout JSONReader) throws -> Void) throws(DecodingFailure) {
        guard try enter(.array) else { return }
        repeat {
            try readValue(element)
        } while try goesOn(in: .array)
    }

    /// Reads an array into an array.
    package mutating func list<Element>(
        _ element: (inout JSONReader) throws -> Element
    ) throws(DecodingFailure) -> [Element] {
        var elements: [Element] = []
        try array { reader in elements.append(try element(&reader)) }
        return elements
    }

    /// Reads `null` as nil, anything else with `value`.
    package mutating func optional<Value>(
        _ value: (inout JSONReader) throws -> Value
    ) throws(DecodingFailure) -> Value? {
        if try kind() == .null {
            try null()
            return nil
        }
        do {
            return try value(&self)
        } catch {
            throw DecodingFailure(catching: error)
        }
    }

    @inline(__always)
    private mutating func readValue(_ read: (inout JSONReader) throws -> Void) throws(DecodingFailure) {
        _ = try peek()
        let before = cursor
        do {
            try read(&self)
        } catch {
            throw DecodingFailure(catching: error)
        }
        if cursor == before { try skip() }
    }
}
