/// Tags, and what they make of nodes.
extension YAMLComposer {
    static func scalar(
        _ text: String, _ style: YAMLEvent.ScalarStyle, _ tag: String?, at place: Place
    ) throws(DecodingFailure) -> YAML {
        guard let tag else {
            return YAML(style == .plain ? YAMLSchema.value(ofPlain: text) : .string(text), at: place)
        }
        guard let name = core(tag) else { return YAML(.string(text), tag: foreign(tag), at: place) }
        guard let value = YAMLSchema.value(of: text, tagged: name) else {
            throw DecodingFailure("a value that does not fit its tag !!\(name)", at: place)
        }
        return YAML(value, at: place)
    }

    /// Refuses a collection with the tag of another kind of node.
    static func requireTag(_ tag: String?, _ kind: String, at place: Place) throws(DecodingFailure) {
        guard let name = tag.flatMap(core), name != kind else { return }
        throw DecodingFailure("a collection that does not fit its tag !!\(name)", at: place)
    }

    /// A tag that the core schema does not have.
    ///
    /// `!` is none: it only says that a scalar is a string.
    static func foreign(_ tag: String?) -> String? {
        guard let tag, tag != "!", core(tag) == nil else { return nil }
        return tag
    }

    /// The name of a tag of the core schema.
    private static func core(_ tag: String) -> Substring? {
        guard tag.hasPrefix(YAML.coreTag) else { return nil }
        let name = tag.dropFirst(YAML.coreTag.count)
        return ["str", "null", "bool", "int", "float", "seq", "map"].contains(name) ? name : nil
    }
}
