extension JSON {
    /// The order in which the members of objects are written.
    package enum KeyOrder: Sendable {
        case asGiven
        /// By the bytes of the keys: the same on every machine and in every language.
        case sorted
    }

    /// The document as text in UTF-8.
    package func bytes(_ style: JSONWriter.Style = .compact, keys: KeyOrder = .asGiven) -> [UInt8] {
        var writer = JSONWriter(style)
        writer.value(self, keys: keys)
        return writer.bytes
    }
}

extension JSONWriter {
    /// Writes a tree.
    package mutating func value(_ value: JSON, keys: JSON.KeyOrder = .asGiven) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .number(let value): number(value)
        case .string(let value): string(value)
        case .array(let elements):
            array { writer in
                for element in elements { writer.value(element, keys: keys) }
            }
        case .object(let members):
            object { writer in
                writer.members(keys == .sorted ? Self.sorted(members) : members, keys: keys)
            }
        }
    }

    private mutating func members(_ members: [JSON.Member], keys: JSON.KeyOrder) {
        for member in members {
            key(member.key)
            value(member.value, keys: keys)
        }
    }

    /// Sorting is stable, so repeated keys keep their order.
    private static func sorted(_ members: [JSON.Member]) -> [JSON.Member] {
        members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}

extension JSONWriter {
    /// Writes a key and its value.
    package mutating func field(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    /// Writes a key and its value.
    package mutating func field(_ name: String, _ value: Int) {
        key(name)
        int(value)
    }

    /// Writes a key and its value.
    package mutating func field(_ name: String, _ value: Bool) {
        key(name)
        bool(value)
    }
}
