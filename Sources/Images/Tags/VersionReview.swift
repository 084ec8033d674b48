/// What the versions among the tags of a repository tell: which are superseded, missing, or there twice.
///
/// Numbers are places in the array of tagged images.
package struct VersionReview: Equatable, Sendable {
    /// The lines by major, minor and variant.
    package private(set) var lines: [VersionLine] = []
    /// Tags that are meant to move: partial versions and environments.
    package let floating: [Int]
    /// Tags that say one version and name one image: `v1.2.3` and `1.2.3`.
    package private(set) var synonyms: [[Int]] = []
    /// Tags that say one version and name different images.
    package private(set) var conflicts: [[Int]] = []
    /// Releases of different numbers that are one image.
    package private(set) var rereleases: [[Int]] = []

    package init(of images: [TaggedImage]) {
        let classified = ClassifiedTag.all(images.map(\.tag))
        floating = classified.indices.filter { classified[$0].isFloating }
        var versions = classified.indices.compactMap { VersionedTag($0, images[$0].tag, classified[$0]) }
        versions.sort(by: VersionedTag.precedes)
        for line in versions.chunked(by: { $0.isOfLine(of: $1) }) {
            lines.append(VersionLine(line))
            for same in line.chunked(by: { $0.isSameVersion(as: $1) }) where same.count > 1 {
                let indexes = same.map(\.index)
                let digests = Set(indexes.map { images[$0].digest })
                if digests.count == 1 { synonyms.append(indexes) } else { conflicts.append(indexes) }
            }
        }
        rereleases = Self.rereleases(among: versions, of: images)
    }

    private static func rereleases(among versions: [VersionedTag], of images: [TaggedImage]) -> [[Int]] {
        var groups: [ContentDigest: [VersionedTag]] = [:]
        for version in versions where version.isRelease {
            groups[images[version.index].digest, default: []].append(version)
        }
        let mixed = groups.values.filter { group in
            group.contains { !$0.isSameRelease(as: group[0]) }
        }
        return mixed.sorted { VersionedTag.precedes($0[0], $1[0]) }.map { $0.map(\.index) }
    }
}

extension VersionLine {
    /// The line of versions that are in order.
    fileprivate init(_ versions: ArraySlice<VersionedTag>) {
        self.init(major: 0, minor: 0, variant: "")
        guard let first = versions.first, let last = versions.last else { return }
        (major, minor, variant) = (first.major, first.minor, first.variant)
        tags = versions.map(\.index)
        let newest = versions.last(where: \.isRelease)
        for version in versions {
            let head = version.isRelease ? newest ?? last : last
            if !version.isBuild(of: head) { superseded.append(version.index) }
        }
        var before: UInt64?
        for version in versions where version.isRelease {
            if let before, version.patch > before, version.patch - before > 1 {
                missing.append(before + 1...version.patch - 1)
            }
            before = version.patch
        }
    }
}

extension VersionedTag {
    /// Whether both differ in nothing but the build: none is later than another.
    fileprivate func isBuild(of other: VersionedTag) -> Bool {
        patch == other.patch && prerelease == other.prerelease
    }
}

extension RandomAccessCollection where Index == Int {
    /// Runs of neighbours that belong together.
    fileprivate func chunked(by belong: (Element, Element) -> Bool) -> [SubSequence] {
        var chunks: [SubSequence] = []
        var start = startIndex
        for index in indices.dropFirst() where !belong(self[index - 1], self[index]) {
            chunks.append(self[start..<index])
            start = index
        }
        if start < endIndex { chunks.append(self[start..<endIndex]) }
        return chunks
    }
}
