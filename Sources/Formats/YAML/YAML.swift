/// A node of a YAML document: its value, and where it stands, so that a reader of configuration can say so.
///
/// Anchors, aliases and merge keys are resolved. Two nodes are equal if their tags and values are: their places
/// do not matter.
package struct YAML: Sendable {
    /// What a node is by YAML 1.2's core schema.
    package enum Value: Hashable, Sendable {
        case null
        case bool(Bool)
        /// The number's text, such as `0x1F`: see `YAML.int`.
        case integer(String)
        /// The number's text, such as `1e3` or `-.inf`: see `YAML.double`.
        case float(String)
        case string(String)
        case sequence([YAML])
        case mapping(Mapping)
    }

    package var value: Value
    /// A tag that the core schema does not have, such as `!Ref`.
    ///
    /// A scalar that has one is a string.
    package var tag: String?
    package var place: Place

    package init(_ value: Value, tag: String? = nil, at place: Place) {
        self.value = value
        self.tag = tag
        self.place = place
    }

    /// What the tags of the core schema begin with; `!!` stands for it.
    static let coreTag = "tag:yaml.org,2002:"
}

extension YAML: Hashable {
    package static func == (left: YAML, right: YAML) -> Bool {
        left.value == right.value && left.tag == right.tag
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(value)
    }
}

extension YAML {
    package var isNull: Bool { value == .null }

    package var string: String? {
        if case .string(let text) = value { text } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let bool) = value { bool } else { nil }
    }

    package var sequence: [YAML]? {
        if case .sequence(let nodes) = value { nodes } else { nil }
    }

    package var mapping: Mapping? {
        if case .mapping(let mapping) = value { mapping } else { nil }
    }

    /// The value of a key; nil where this is no mapping, or has no such key.
    package subscript(key: String) -> YAML? { mapping?[key] }
}
