import Formats

/// What AWS says in XML.
extension XMLReader {
    /// Reads the answer of the query protocol: goes into the result within the response.
    ///
    ///     <ListUsersResponse><ListUsersResult>…</ListUsersResult><ResponseMetadata>…
    ///
    /// An operation that has no result of its own has none.
    package static func result(
        _ bytes: [UInt8], _ member: (Span<UInt8>, inout XMLReader) throws -> Void
    ) throws(DecodingFailure) {
        try response(bytes) { name, reader in
            guard name.hasSuffix("Result") else { return }
            try reader.children(member)
        }
    }

    /// Reads the answer of EC2, or of REST-XML: the children of its root.
    package static func response(
        _ bytes: [UInt8], _ member: (Span<UInt8>, inout XMLReader) throws -> Void
    ) throws(DecodingFailure) {
        guard !bytes.isEmpty else { return }
        try read(bytes) { _, reader in try reader.children(member) }
    }

    /// Reads the elements of a list, `<member>…</member>`, whatever they are called.
    package mutating func list<Element>(
        _ element: (inout XMLReader) throws -> Element
    ) throws(DecodingFailure) -> [Element] {
        var elements: [Element] = []
        try children { _, reader in elements.append(try element(&reader)) }
        return elements
    }

    /// Reads the entries of a map, `<entry><key>…</key><value>…</value></entry>`.
    package mutating func map<Value>(
        key: String = "key", value name: String = "value", _ value: (inout XMLReader) throws -> Value
    ) throws(DecodingFailure) -> [(key: String, value: Value)] {
        try list { reader in try reader.entry(key: key, value: name, value) }
    }

    /// Reads one entry of a map, as a flattened one has each where its list would be.
    package mutating func entry<Value>(
        key keyName: String = "key", value valueName: String = "value",
        _ read: (inout XMLReader) throws -> Value
    ) throws(DecodingFailure) -> (key: String, value: Value) {
        var key: String?
        var value: Value?
        try children { name, reader in
            if name.isEqual(keyName) { key = try reader.text() }
            if name.isEqual(valueName) { value = try read(&reader) }
        }
        guard let key, let value else { throw failure("an entry without its key or its value") }
        return (key, value)
    }

    /// Reads a number, or the name of what has no digits.
    package mutating func float() throws(DecodingFailure) -> Double {
        guard let value = try withText({ Double(wireText: $0) }) else { throw failure("expected a number") }
        return value
    }

    /// Reads a moment in any of the formats that AWS has.
    package mutating func timestamp() throws(DecodingFailure) -> Timestamp {
        try withText { text in try Timestamp(aws: text) }
    }

    /// Reads bytes in base64.
    package mutating func blob() throws(DecodingFailure) -> [UInt8] {
        try withText { text in try Base64.bytes(of: text) }
    }
}

extension Span<UInt8> {
    fileprivate func hasSuffix(_ suffix: StaticString) -> Bool {
        let length = suffix.utf8CodeUnitCount
        return count >= length && extracting(last: length) == suffix
    }

    fileprivate func isEqual(_ text: String) -> Bool {
        withUnsafeBufferPointer { $0.elementsEqual(text.utf8) }
    }
}
