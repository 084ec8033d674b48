/// What a tag is, by its shape alone.
package enum TagClass: Hashable, Sendable {
    /// `sha256-…` and maybe `.sig`: the name of what is about a manifest, where tools know no subjects.
    case digest(ContentDigest, TagAttachment?)
    /// A version, a date, a commit, a number.
    case piece(TagPiece)
    /// An environment or a branch.
    case stem(TagStem)
    /// A stem that ends before this byte, a separator, and a piece: `main-1a2b3c4`.
    case compound(TagStem, end: Int, TagPiece)
    case other
}

/// What the tag of a digest holds about it.
package enum TagAttachment: Hashable, Sendable {
    case signature, attestation, billOfMaterials
}

/// The part of a tag that differs from one build to the next.
///
/// Ranges are of the tag's bytes.
package enum TagPiece: Hashable, Sendable {
    case version(TaggedVersion)
    /// `1` or `1.2`: a tag that moves to each new version.
    case partialVersion(major: UInt64, minor: UInt64?)
    /// The month and the day are in order, the day need not exist in the month.
    case date(year: Int, month: Int, day: Int)
    /// Seconds or milliseconds since 1970.
    case epoch(UInt64)
    /// The digits of a Git commit.
    case commit(Range<Int>)
    case pullRequest(UInt64)
    case build(UInt64)
}

/// The part of a tag that stays the same for many builds.
package enum TagStem: Hashable, Sendable {
    case environment
    case branch(BranchFamily)
}

/// What sort of branch a name tells.
package enum BranchFamily: Hashable, Sendable {
    case feature, fix, hotfix, release, renovate, dependabot
    case other
}

/// A tag that is a semantic version.
///
/// A registry takes no plus, so the build stands behind `_` too. A number beyond 64 bits makes no version.
package struct TaggedVersion: Hashable, Sendable {
    package var major, minor, patch: UInt64
    /// Its bytes; empty for a release.
    package var prerelease: Range<Int>
    /// Its bytes; empty where there is none.
    package var build: Range<Int>

    package init(
        _ major: UInt64, _ minor: UInt64, _ patch: UInt64, prerelease: Range<Int> = 0..<0,
        build: Range<Int> = 0..<0
    ) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
        self.build = build
    }
}
