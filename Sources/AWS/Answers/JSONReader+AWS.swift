import Formats

/// What AWS says in JSON beyond what JSON has.
extension JSONReader {
    /// Reads an object, passing over members that are null: AWS writes them for what is absent.
    package mutating func members(
        _ member: (Span<UInt8>, inout JSONReader) throws -> Void
    ) throws(DecodingFailure) {
        try object { key, reader in
            if try reader.kind() != .null { try member(key, &reader) }
        }
    }

    /// Reads a number, or the name of what has no digits: `"NaN"`, `"Infinity"`, `"-Infinity"`.
    package mutating func float() throws(DecodingFailure) -> Double {
        guard try kind() == .string else { return try double() }
        let name = try string()
        guard let value = Double(wireText: name.utf8.span) else { throw failure("expected a number") }
        return value
    }

    /// Reads a moment, a number or a text.
    package mutating func timestamp() throws(DecodingFailure) -> Timestamp {
        let text = try kind() == .string ? try string() : try number()
        do {
            return try Timestamp(aws: text.utf8.span)
        } catch {
            throw failure("expected a moment")
        }
    }

    /// Reads bytes in base64.
    package mutating func blob() throws(DecodingFailure) -> [UInt8] {
        let text = try string()
        do {
            return try Base64.bytes(of: text.utf8.span)
        } catch {
            throw failure("expected base64")
        }
    }

    /// Reads a JSON object whose values are all of one kind, in the order of the text.
    package mutating func map<Value>(
        _ value: (inout JSONReader) throws -> Value
    ) throws(DecodingFailure) -> [(key: String, value: Value)] {
        var pairs: [(key: String, value: Value)] = []
        try members { key, reader in pairs.append((String(key), try value(&reader))) }
        return pairs
    }
}
