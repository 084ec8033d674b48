/// A set of versions as npm writes it: `^1.2.0 || >=2.1 <3`, `~1.4`, `1.x`, `1.0 - 2.3`.
///
///     ^1.2.3    >=1.2.3 <2.0.0-0       (the first number that is not zero stays)
///     ~1.2.3    >=1.2.3 <1.3.0-0       (the minor number stays)
///     1.2.x     >=1.2.0 <1.3.0-0       (also 1.2 and 1.2.*)
///     1.2 - 2   >=1.2.0 <3.0.0-0
///
/// Bounds side by side must all hold; of the alternatives between `||` one must.
package struct VersionRange: Sendable {
    /// Which pre-releases a range may contain.
    package enum Prereleases: Sendable {
        /// Those of a version that a bound names with a pre-release.
        ///
        /// `^1.2.3-rc.1` contains `1.2.3-rc.2`, but not `1.3.0-rc.1`: who asks for one unfinished version has
        /// not asked for others.
        case named
        /// All that lie between the bounds.
        case all
    }

    struct Bound {
        enum Relation { case less, atMost, equal, atLeast, greater }

        var relation: Relation
        var version: SemanticVersion

        func holds(_ candidate: SemanticVersion) -> Bool {
            switch relation {
            case .less: candidate < version
            case .atMost: candidate <= version
            case .equal: candidate == version
            case .atLeast: candidate >= version
            case .greater: candidate > version
            }
        }
    }

    private let alternatives: [[Bound]]
    private let prereleases: Prereleases

    package init(
        _ text: String, _ dialect: SemanticVersion.Dialect = .npm, prereleases: Prereleases = .named
    ) throws(DecodingFailure) {
        var reader = VersionRangeReader(text, dialect, prereleases)
        self.prereleases = prereleases
        do {
            alternatives = try reader.alternatives()
        } catch {
            throw .notRange
        }
    }

    package func contains(_ version: SemanticVersion) -> Bool {
        alternatives.contains { bounds in
            bounds.allSatisfy { $0.holds(version) } && isAllowed(version, by: bounds)
        }
    }

    private func isAllowed(_ version: SemanticVersion, by bounds: [Bound]) -> Bool {
        guard prereleases == .named, !version.prerelease.isEmpty else { return true }
        return bounds.contains { !$0.version.prerelease.isEmpty && $0.version.core == version.core }
    }
}
