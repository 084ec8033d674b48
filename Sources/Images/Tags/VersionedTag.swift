/// A tag that is a version, with the texts that versions are compared by.
struct VersionedTag {
    let index: Int
    let major, minor, patch: UInt64
    let prerelease, build, variant: String

    /// Nil for a tag of another class.
    init?(_ index: Int, _ tag: String, _ classified: ClassifiedTag) {
        guard let version = classified.version else { return nil }
        func text(_ range: Range<Int>) -> String {
            range.isEmpty
                ? ""
                : String(decoding: tag.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
        }
        self.index = index
        (major, minor, patch) = (version.major, version.minor, version.patch)
        prerelease = text(version.prerelease)
        build = text(version.build)
        variant = text(classified.variant)
    }

    var isRelease: Bool { prerelease.isEmpty }

    func isOfLine(of other: VersionedTag) -> Bool {
        major == other.major && minor == other.minor && variant == other.variant
    }

    func isSameRelease(as other: VersionedTag) -> Bool {
        major == other.major && minor == other.minor && patch == other.patch
    }

    /// Whether both say the same version, however they are written.
    func isSameVersion(as other: VersionedTag) -> Bool {
        isOfLine(of: other) && patch == other.patch && prerelease == other.prerelease && build == other.build
    }

    /// Line by line, and in a line as Semantic Versioning orders them; equal ones by their builds.
    static func precedes(_ left: VersionedTag, _ right: VersionedTag) -> Bool {
        let leftCore = (left.major, left.minor, left.variant, left.patch)
        let rightCore = (right.major, right.minor, right.variant, right.patch)
        guard leftCore == rightCore else { return leftCore < rightCore }
        guard left.prerelease == right.prerelease else {
            return PrereleaseText(left.prerelease) < PrereleaseText(right.prerelease)
        }
        return (left.build, left.index) < (right.build, right.index)
    }
}
