extension TemplateKey {
    /// How many stars ECR takes in a pattern.
    static let starLimit = 4

    /// Patterns that match all tags of the template, the most exact ones first.
    ///
    ///     v{semver}-{w}-{hex}    v*.*.*-*   v*-*-*   v*.*.*   v*-*   v*.*   v*
    var patterns: [String] {
        let star = UInt8(ascii: "*")
        let plain = bytes.flatMap { TagPlaceholder(rawValue: $0) == nil ? [$0] : [star] }
        let dotted = bytes.flatMap { byte -> [UInt8] in
            switch TagPlaceholder(rawValue: byte) {
            case .version: Array("*.*.*".utf8)
            case .date: Array("20*".utf8)
            case nil: [byte]
            default: [star]
            }
        }
        var patterns: [String] = []
        for limit in stride(from: Self.starLimit, through: 1, by: -1) {
            for exact in [dotted, plain] {
                let pattern = Self.pattern(exact, atMost: limit)
                if !patterns.contains(pattern) { patterns.append(pattern) }
            }
        }
        return patterns
    }

    /// The pattern with its last stars, and what is between them, made one.
    private static func pattern(_ exact: [UInt8], atMost limit: Int) -> String {
        let star = UInt8(ascii: "*")
        var merged: [UInt8] = []
        for byte in exact where byte != star || merged.last != star { merged.append(byte) }
        let stars = merged.indices.filter { merged[$0] == star }
        if stars.count > limit { merged.removeSubrange(stars[limit - 1]..<stars[stars.count - 1]) }
        return String(decoding: merged, as: UTF8.self)
    }
}
