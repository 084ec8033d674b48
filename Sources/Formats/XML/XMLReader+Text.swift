extension XMLReader {
    /// Reads the text of the open element, which must have no child elements.
    package mutating func text() throws(DecodingFailure) -> String {
        try withText { String($0) }
    }

    /// Reads an integer that fits, such as `-12`.
    package mutating func int() throws(DecodingFailure) -> Int {
        let position = cursor
        guard let value = try number({ $0.int }) else { throw failure("expected an integer", at: position) }
        return value
    }

    /// Reads a number as the nearest `Double`.
    ///
    /// A number that would be infinite is out of range.
    package mutating func double() throws(DecodingFailure) -> Double {
        let position = cursor
        guard let value = try number({ $0.double }), value.isFinite else {
            throw failure("expected a number", at: position)
        }
        return value
    }

    /// Reads `true` or `false`.
    package mutating func bool() throws(DecodingFailure) -> Bool {
        let position = cursor
        let text = try withText { text in text == "true" ? true : text == "false" ? false : nil }
        guard let text else { throw failure("expected true or false", at: position) }
        return text
    }

    /// Reads the text of the open element and lends its bytes.
    ///
    /// Nothing is allocated unless references or CDATA break the text into pieces.
    package mutating func withText<Result>(
        _ body: (Span<UInt8>) throws -> Result
    ) throws(DecodingFailure) -> Result {
        let text = try scanElementText()
        do {
            switch text {
            case .whole(let bytes): return try body(bytes.span)
            case .pieces(let bytes): return try body(bytes.span)
            }
        } catch {
            throw DecodingFailure(catching: error)
        }
    }

    private mutating func number<Value>(
        _ value: (NumberText) -> Value?
    ) throws(DecodingFailure) -> Value? {
        switch try scanElementText() {
        case .whole(let bytes): NumberText(bytes).flatMap(value)
        case .pieces(let bytes): bytes.withUnsafeBufferPointer { NumberText($0).flatMap(value) }
        }
    }

    /// The text of an element that has no child elements.
    private enum ElementText {
        case whole(UnsafeBufferPointer<UInt8>)
        case pieces([UInt8])
    }

    private mutating func scanElementText() throws(DecodingFailure) -> ElementText {
        guard let name = try enter() else { return .pieces([]) }
        let first = try scanText()
        if first.form == .plain, end - cursor >= 2, cursor[1] == UInt8(ascii: "/") {
            try leave(name)
            return .whole(first.bytes)
        }
        var bytes = first.decoded()
        while true {
            switch try nextMarkup() {
            case .endTag:
                try leave(name)
                return .pieces(bytes)
            case .startTag: throw failure("an element inside of a text")
            case .data(let data): bytes.append(contentsOf: data.decoded())
            case .nothing: break
            }
            bytes.append(contentsOf: try scanText().decoded())
        }
    }
}
