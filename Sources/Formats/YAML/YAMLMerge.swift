/// Merge keys: `<<: *defaults`, or a list of such mappings, of which the first wins.
///
/// They are from YAML 1.1 and in no later schema, but people use them.
enum YAMLMerge {
    /// Adds the entries whose keys a mapping lacks, behind its own.
    static func add(_ merge: YAML, to mapping: inout YAML.Mapping) throws(DecodingFailure) {
        for source in try sources(merge) {
            for entry in source { _ = mapping.insert(entry.key, entry.value) }
        }
    }

    private static func sources(_ merge: YAML) throws(DecodingFailure) -> [YAML.Mapping] {
        if let mapping = merge.mapping { return [mapping] }
        guard let nodes = merge.sequence else { throw notMapping(merge) }
        var mappings: [YAML.Mapping] = []
        for node in nodes {
            guard let mapping = node.mapping else { throw notMapping(node) }
            mappings.append(mapping)
        }
        return mappings
    }

    private static func notMapping(_ node: YAML) -> DecodingFailure {
        DecodingFailure("'<<' takes a mapping or a list of mappings", at: node.place)
    }
}

extension YAMLEvent {
    /// Whether this is a `<<` without quotes, or one that says what it is.
    var isMergeKey: Bool {
        guard case .scalar("<<", let style) = kind else { return false }
        return properties.tag.map { $0 == YAML.coreTag + "merge" } ?? (style == .plain)
    }
}
