/// A version of Semantic Versioning 2.0.0, such as `1.4.0-rc.2+build.7`.
///
/// Build metadata says nothing about which version comes first, so two versions that differ only in it are
/// equal.
package struct SemanticVersion: Sendable {
    /// What is accepted as a version.
    package enum Dialect: Sendable {
        /// The standard: three numbers, of up to 38 digits here.
        case standard
        /// What npm reads: also a `v` and spaces around, but at most 256 characters and numbers below 2⁵³.
        case npm
        /// What npm reads in its loose mode: also `= v1.2.3`, leading zeros, and `1.2.3beta` without a
        /// hyphen.
        case npmLoose
    }

    /// One of the words between the points of a pre-release.
    package enum Identifier: Hashable, Sendable {
        /// Digits, of any length, without leading zeros: they compare as a number.
        case number(String)
        /// Letters, digits and hyphens: they compare as ASCII, after all numbers.
        case word(String)

        package var text: String {
            switch self {
            case .number(let text), .word(let text): text
            }
        }
    }

    package let major, minor, patch: UInt128
    package let prerelease: [Identifier]
    package let build: [String]

    init(
        _ major: UInt128, _ minor: UInt128, _ patch: UInt128,
        prerelease: [Identifier] = [], build: [String] = []
    ) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
        self.build = build
    }

    package init(_ text: String, _ dialect: Dialect = .standard) throws(DecodingFailure) {
        var reader = VersionReader(text, dialect)
        self = try reader.wholeVersion()
    }
}

extension SemanticVersion: Hashable, Comparable {
    package static func == (left: SemanticVersion, right: SemanticVersion) -> Bool {
        left.core == right.core && left.prerelease == right.prerelease
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(major)
        hasher.combine(minor)
        hasher.combine(patch)
        hasher.combine(prerelease)
    }

    package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        guard left.core == right.core else { return left.core < right.core }
        // A version without a pre-release comes after all its pre-releases.
        guard !left.prerelease.isEmpty, !right.prerelease.isEmpty else {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        return left.prerelease.lexicographicallyPrecedes(right.prerelease)
    }

    var core: (UInt128, UInt128, UInt128) { (major, minor, patch) }
}

extension SemanticVersion.Identifier: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)):
            guard left.utf8.count == right.utf8.count else { return left.utf8.count < right.utf8.count }
            return left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.word(let left), .word(let right)): return left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.number, .word): return true
        case (.word, .number): return false
        }
    }
}

extension SemanticVersion: CustomStringConvertible {
    package var description: String {
        let words = prerelease.map(\.text)
        return "\(major).\(minor).\(patch)"
            + (words.isEmpty ? "" : "-" + words.joined(separator: "."))
            + (build.isEmpty ? "" : "+" + build.joined(separator: "."))
    }
}
