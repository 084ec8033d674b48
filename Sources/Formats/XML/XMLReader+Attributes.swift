extension XMLReader {
    /// The most attributes that one element may have: each is compared with those before it.
    private static let attributeLimit = 256

    /// The value of an attribute of the open element; nil if it does not have it.
    package mutating func attribute(_ name: StaticString) throws(DecodingFailure) -> String? {
        var value: String?
        try attributes { candidate, text in
            if candidate == name { value = text }
        }
        return value
    }

    /// All attributes of the open element, in the order of the document.
    ///
    /// The element stays open.
    package mutating func attributes(
        _ attribute: (Span<UInt8>, String) throws -> Void
    ) throws(DecodingFailure) {
        guard openName != nil else { throw failure("an element that was read before") }
        let position = cursor
        try skipAttributes { name, value in
            try attribute(name.span, String(decoding: value.decoded(), as: UTF8.self))
        }
        cursor = position
    }

    /// Moves to the `>` or `/` that ends a start tag.
    mutating func skipAttributes(
        _ attribute: (UnsafeBufferPointer<UInt8>, XMLText) throws -> Void
    ) throws(DecodingFailure) {
        var names: [UnsafeBufferPointer<UInt8>] = []
        while true {
            let isSeparated = cursor < end && cursor.pointee <= 0x20
            skipWhitespace()
            guard cursor < end else { throw failure("the text ends too early") }
            if cursor.pointee == UInt8(ascii: ">") || cursor.pointee == UInt8(ascii: "/") { return }
            guard isSeparated else { throw failure("expected white space") }
            let begin = cursor
            let (name, value) = try scanAttribute()
            guard !names.contains(where: { $0.elementsEqual(name) }) else {
                throw failure("an attribute that appears twice", at: begin)
            }
            guard names.count < Self.attributeLimit else { throw failure("too many attributes", at: begin) }
            names.append(name)
            do {
                try attribute(name, value)
            } catch {
                throw DecodingFailure(catching: error)
            }
        }
    }

    mutating func scanAttribute() throws(DecodingFailure) -> (UnsafeBufferPointer<UInt8>, XMLText) {
        let name = try scanName()
        skipWhitespace()
        try expect(UInt8(ascii: "="), "expected '='")
        skipWhitespace()
        guard cursor < end else { throw failure("the text ends too early") }
        let quote = cursor.pointee
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw failure("expected a value in quotes")
        }
        cursor += 1
        let first = cursor
        while cursor < end, cursor.pointee != quote {
            switch cursor.pointee {
            case UInt8(ascii: "<"): throw failure("'<' in the value of an attribute")
            case UInt8(ascii: "&"): try skipReference()
            default: try skipCharacter()
            }
        }
        let value = XMLText(bytes: UnsafeBufferPointer(start: first, count: cursor - first), form: .attribute)
        try expect(quote, "expected a quote")
        return (name, value)
    }
}
