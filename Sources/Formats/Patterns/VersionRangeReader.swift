/// Reads ranges of versions: each way of writing them becomes bounds.
struct VersionRangeReader {
    typealias Bound = VersionRange.Bound

    private enum Sign {
        case none, caret, tilde
        case relation(Bound.Relation)
    }

    private var reader: VersionReader
    private let prereleases: VersionRange.Prereleases

    init(_ text: String, _ dialect: SemanticVersion.Dialect, _ prereleases: VersionRange.Prereleases) {
        reader = VersionReader(text, dialect)
        self.prereleases = prereleases
    }

    mutating func alternatives() throws(DecodingFailure) -> [[Bound]] {
        var alternatives: [[Bound]] = []
        repeat {
            alternatives.append(try bounds())
        } while reader.take("||")
        guard reader.isAtEnd else { throw .notRange }
        return alternatives
    }

    /// The bounds up to `||` or the end.
    private mutating func bounds() throws(DecodingFailure) -> [Bound] {
        var bounds: [Bound] = []
        var isFirst = true
        _ = reader.skipSpaces()
        while !isAtAlternative {
            let sign = sign()
            let version = try partial()
            let hasSpace = reader.skipSpaces()
            if isFirst, hasSpace, case .none = sign, reader.take("-") {
                return try hyphenRange(from: version)
            }
            guard hasSpace || isAtAlternative else { throw .notRange }
            bounds += Self.bounds(sign, version)
            isFirst = false
        }
        return bounds
    }

    private var isAtAlternative: Bool { reader.isAtEnd || reader.next == UInt8(ascii: "|") }

    private mutating func hyphenRange(from first: PartialVersion) throws(DecodingFailure) -> [Bound] {
        guard reader.skipSpaces() else { throw .notRange }
        let last = try partial()
        _ = reader.skipSpaces()
        guard isAtAlternative else { throw .notRange }
        return first.asLower + last.asUpper
    }

    private mutating func sign() -> Sign {
        if reader.take("^") { return .caret }
        if reader.take("~>") || reader.take("~") { return .tilde }
        if reader.take(">=") { return .relation(.atLeast) }
        if reader.take("<=") { return .relation(.atMost) }
        if reader.take(">") { return .relation(.greater) }
        if reader.take("<") { return .relation(.less) }
        return .none  // `=` is skipped before the version
    }

    private mutating func partial() throws(DecodingFailure) -> PartialVersion {
        reader.skipPrefix()
        var parts = [try part()]
        while parts.count < 3, reader.take(".") { parts.append(try part()) }
        let prerelease = parts.count == 3 ? try reader.prerelease() : []
        if parts.count == 3 { _ = try reader.build() }
        let numbers = parts.prefix { $0 != nil }.compactMap { $0 }
        return PartialVersion(numbers: numbers, prerelease: prerelease, prereleases)
    }

    /// A number, or nil for `x`, `X` or `*`.
    private mutating func part() throws(DecodingFailure) -> UInt128? {
        if reader.take("x") || reader.take("X") || reader.take("*") { return nil }
        return try reader.number()
    }

    private static func bounds(_ sign: Sign, _ version: PartialVersion) -> [Bound] {
        switch sign {
        case .none: version.asEqual
        case .caret: version.between(version.firstOfWeight)
        case .tilde: version.between(min(1, version.last))
        case .relation(let relation): version.bounds(relation)
        }
    }
}

extension DecodingFailure {
    /// The text is no range of versions.
    package static let notRange = DecodingFailure("not a range of semantic versions")
}
