extension YAML {
    /// The entries of a mapping, in the order in which they are written.
    ///
    /// Its keys differ.
    package struct Mapping: Sendable {
        package struct Entry: Hashable, Sendable {
            package var key: YAML
            package var value: YAML
        }

        private var entries: [Entry] = []
        /// Where each key is among the entries; empty while these are few, when it is faster to look at each.
        private var index: [YAML: Int] = [:]
        private static let few = 8

        package init() {}

        /// Adds an entry, unless its key is there already.
        package mutating func insert(_ key: YAML, _ value: YAML) -> Bool {
            guard position(of: key) == nil else { return false }
            entries.append(Entry(key: key, value: value))
            if !index.isEmpty {
                index[key] = entries.count - 1
            } else if entries.count > Self.few {
                for (position, entry) in entries.enumerated() { index[entry.key] = position }
            }
            return true
        }

        private func position(of key: YAML) -> Int? {
            index.isEmpty ? entries.indices.first { entries[$0].key == key } : index[key]
        }

        /// The value of a key.
        package subscript(key: YAML) -> YAML? {
            position(of: key).map { entries[$0].value }
        }

        /// The value of a key that is a string.
        package subscript(key: String) -> YAML? { entry(of: key)?.value }

        /// The entry of a key that is a string: its key has a place, too.
        package func entry(of key: String) -> Entry? {
            position(of: YAML(.string(key), at: Place(line: 1, column: 1))).map { entries[$0] }
        }
    }
}

extension YAML.Mapping: RandomAccessCollection {
    package var startIndex: Int { entries.startIndex }
    package var endIndex: Int { entries.endIndex }
    package subscript(position: Int) -> Entry { entries[position] }
}

extension YAML.Mapping: Hashable {
    /// The order of entries does not matter, as YAML has it.
    package static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
    }

    package func hash(into hasher: inout Hasher) {
        var sum = 0
        for entry in entries { sum &+= entry.hashValue }
        hasher.combine(sum)
    }
}
