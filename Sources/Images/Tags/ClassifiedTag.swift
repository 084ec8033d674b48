/// A tag, told by its shape.
///
/// First what names a platform or a flavour is taken off the end, `-slim-arm64`. Then the first of these that
/// all of the rest matches is its class:
///
///     digest           sha256-<64 hex>[.sig|.att|.sbom]
///     version          [v]1.2.3[-rc.1][+build or _build]
///     partial version  [v]1 or [v]1.2, unless it is a date, an epoch or 40 digits
///     date             20240131, 2024-01-31, 2024.01.31T120000, and anything behind a separator
///     epoch            10 or 13 digits from 15… on
///     commit           [sha-|git-|g|commit-]<7 to 40 hex>, with a letter or all 40; else a build
///     pull request     pr, mr, pull or merge, a number, and anything behind a separator
///     build            [b|build|ci|run]<1 to 9 digits>
///     environment      latest, main, prod and their like
///     compound         an environment or branch, a separator, and one of version to build
///     branch           anything with a letter
///
/// A compound is split at the last separator that gives a piece; but what looks like a mere number may be the
/// end of a date or of a version, so a longer piece of another class goes before it: `main-2024-01-31`.
package struct ClassifiedTag: Hashable, Sendable {
    package var tagClass: TagClass
    /// The bytes of the variant, such as `slim-arm64`; empty where there is none.
    package var variant: Range<Int>

    /// The class of a tag by itself: `2024` is a partial version.
    package init(_ tag: String) {
        let span = tag.utf8.span
        self = span.withUnsafeBufferPointer { Self($0) }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var text = TagText(bytes)
        variant = text.takeVariant()
        tagClass = text.tagClass
    }

    /// The classes of the tags of one repository.
    ///
    /// Where there are no versions, a number from 1000 on is a build: nothing counts majors that far.
    package static func all(_ tags: [String]) -> [ClassifiedTag] {
        var classified = tags.map { ClassifiedTag($0) }
        guard !classified.contains(where: \.isVersion) else { return classified }
        for index in classified.indices { classified[index].takePartialAsBuild() }
        return classified
    }

    private mutating func takePartialAsBuild() {
        switch tagClass {
        case .piece(.partialVersion(let number, minor: nil)) where number >= 1000:
            tagClass = .piece(.build(number))
        case .compound(let stem, let end, .partialVersion(let number, minor: nil)) where number >= 1000:
            tagClass = .compound(stem, end: end, .build(number))
        default: break
        }
    }
}

extension ClassifiedTag {
    /// Whether the whole tag is a semantic version, a release or a pre-release.
    package var isVersion: Bool { version != nil }

    /// The version that the whole tag is.
    package var version: TaggedVersion? {
        guard case .piece(.version(let version)) = tagClass else { return nil }
        return version
    }

    package var isEnvironment: Bool { tagClass == .stem(.environment) }

    /// Whether the tag is meant to move from one image to the next.
    package var isFloating: Bool {
        if case .piece(.partialVersion) = tagClass { return true }
        return isEnvironment
    }
}
