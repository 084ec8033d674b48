/// A version in a range, of which the last numbers may be missing or `x`.
struct PartialVersion {
    typealias Bound = VersionRange.Bound

    /// The numbers before the first that is missing: none to three.
    let numbers: [UInt128]
    /// The pre-release, which counts only if no number is missing.
    private let prerelease: [SemanticVersion.Identifier]
    /// What a bound ends with that the text did not write out: `-0` comes before all pre-releases.
    private let floor: [SemanticVersion.Identifier]
    private static let beforeAll: [SemanticVersion.Identifier] = [.number("0")]

    init(
        numbers: [UInt128], prerelease: [SemanticVersion.Identifier], _ prereleases: VersionRange.Prereleases
    ) {
        self.numbers = numbers
        self.prerelease = numbers.count == 3 ? prerelease : []
        floor = prereleases == .all ? Self.beforeAll : []
    }

    private var isWhole: Bool { numbers.count == 3 }

    /// Where the last number is; -1 where there is none.
    var last: Int { numbers.count - 1 }

    /// Where the first number is that is not zero, else the last.
    var firstOfWeight: Int { numbers.firstIndex { $0 > 0 } ?? last }

    /// The numbers, with zeros for those that are missing.
    private func lowest(_ prerelease: [SemanticVersion.Identifier]) -> SemanticVersion {
        let all = numbers + [0, 0, 0]
        return SemanticVersion(all[0], all[1], all[2], prerelease: prerelease)
    }

    /// The numbers up to a position, the last of them one more: `1.2` at 0 is `2.0.0`.
    private func following(_ position: Int, _ prerelease: [SemanticVersion.Identifier]) -> SemanticVersion {
        var all = numbers.prefix(position + 1) + [0, 0, 0]
        all[position] += 1  // below 2⁵³ before, or 10³⁸ in the standard dialect
        return SemanticVersion(all[0], all[1], all[2], prerelease: prerelease)
    }

    /// All versions from this one that agree with it up to a position.
    func between(_ position: Int) -> [Bound] {
        guard !numbers.isEmpty else { return [] }
        return asLeast + [Bound(relation: .less, version: following(position, Self.beforeAll))]
    }

    private var asLeast: [Bound] {
        guard !numbers.isEmpty else { return [] }
        return [Bound(relation: .atLeast, version: lowest(isWhole ? prerelease : floor))]
    }

    var asEqual: [Bound] {
        isWhole ? [Bound(relation: .equal, version: lowest(prerelease))] : between(last)
    }

    /// The left side of a hyphen.
    var asLower: [Bound] {
        guard !numbers.isEmpty else { return [] }
        return [Bound(relation: .atLeast, version: lowest(prerelease.isEmpty ? floor : prerelease))]
    }

    /// The right side of a hyphen: `- 2.3` takes in all of 2.3.
    var asUpper: [Bound] {
        guard !numbers.isEmpty else { return [] }
        guard isWhole, floor.isEmpty || !prerelease.isEmpty else {
            return [Bound(relation: .less, version: following(last, Self.beforeAll))]
        }
        return [Bound(relation: .atMost, version: lowest(prerelease))]
    }

    /// What `<`, `<=`, `>` and `>=` mean before this version: `>1.2` begins at 1.3.0, `<=1.2` ends before it.
    func bounds(_ relation: Bound.Relation) -> [Bound] {
        guard !isWhole else { return [Bound(relation: relation, version: lowest(prerelease))] }
        switch relation {
        case .greater:
            guard !numbers.isEmpty else { return Self.nothing }
            return [Bound(relation: .atLeast, version: following(last, floor))]
        case .less:
            guard !numbers.isEmpty else { return Self.nothing }
            return [Bound(relation: .less, version: lowest(Self.beforeAll))]
        case .atMost:
            guard !numbers.isEmpty else { return [] }
            return [Bound(relation: .less, version: following(last, Self.beforeAll))]
        case .atLeast:
            return asLeast
        case .equal:
            return asEqual
        }
    }

    /// More than any version, or less: no version is.
    private static let nothing = [
        Bound(relation: .less, version: SemanticVersion(0, 0, 0, prerelease: beforeAll))
    ]
}
