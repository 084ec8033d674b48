/// What repositories store that others store as well.
///
/// Repositories of one registry that encrypt with the same key can share blobs, if the registry mounts them:
/// they are one group. What a group is billed then lies between its different blobs, each once, and the sum
/// of what its repositories store. Which of them were mounted nobody tells.
///
/// Memory stays flat for millions of blobs, because they are looked at in slices of all digests:
///
///     for slice in 0..<64 {
///         for repository in repositories { sharing.add(shelf, shelf.slice(slice, of: 64), of: repository) }
///         sharing.closeSlice()
///     }
///
/// Between slices it keeps only what more than one repository has, without digests.
package struct LayerSharing: Sendable {
    /// The group of each repository.
    private let groups: [Int32]
    /// The bytes that each repository stores, each blob once.
    package private(set) var uniqueBytes: [Int]
    /// The bytes of each group's different blobs, each once.
    package private(set) var distinctBytes: [Int]
    private var best: Best<SharedBlob>
    private(set) var shared = SharedLayers()

    // Of the slice that is open.
    private var table = DigestTable()
    private var sizes: [Int] = []
    private var holders: [(from: Int32, to: Int32)] = []
    /// The blob for which a group was last counted.
    private var lastCounted: [Int32]

    /// Sharing between repositories, each in the group of that number, from 0.
    package init(groups: [Int], top: Int = 20) {
        self.groups = groups.map { Int32(clamping: max(0, $0)) }
        let count = Int(self.groups.max() ?? -1) + 1
        uniqueBytes = Array(repeating: 0, count: groups.count)
        distinctBytes = Array(repeating: 0, count: count)
        lastCounted = Array(repeating: -1, count: count)
        best = Best(top) { ($1.saving, $0.digest) < ($0.saving, $1.digest) }
    }

    /// Adds a part of what a repository stores to the slice that is open.
    ///
    /// A repository comes once in a slice.
    package mutating func add(_ shelf: LayerShelf, _ blobs: Range<Int>, of repository: Int) {
        guard groups.indices.contains(repository) else { return }
        shelf.forEachBlob(in: blobs) { digest, size in
            let blob = table.number(of: digest)
            if blob == sizes.count { sizes.append(0) }
            sizes[blob] = max(sizes[blob], size)
            holders.append((Int32(blob), Int32(repository)))
        }
    }

    /// Reckons with the slice, after every repository was added that has something in it.
    package mutating func closeSlice() {
        let repositories = Adjacency(sizes.count, holders)
        for blob in sizes.indices { count(blob, in: repositories[blob]) }
        table = DigestTable(expecting: table.digests.count)
        sizes.removeAll(keepingCapacity: true)
        holders.removeAll(keepingCapacity: true)
        for group in lastCounted.indices { lastCounted[group] = -1 }
    }

    /// The blobs whose sharing would save most, those first.
    package var topShared: [SharedBlob] { best.sorted }
    /// The least that all groups can be billed for.
    package var lowerBytes: Int { distinctBytes.reduce(0) { $0.capped(adding: $1) } }
    /// The most that all groups can be billed for.
    package var upperBytes: Int { uniqueBytes.reduce(0) { $0.capped(adding: $1) } }

    private mutating func count(_ blob: Int, in repositories: ArraySlice<Int32>) {
        let size = sizes[blob]
        var copies = 0
        for repository in repositories {
            uniqueBytes[Int(repository)] = uniqueBytes[Int(repository)].capped(adding: size)
            let group = Int(groups[Int(repository)])
            guard lastCounted[group] != Int32(blob) else {
                copies += 1
                continue
            }
            lastCounted[group] = Int32(blob)
            distinctBytes[group] = distinctBytes[group].capped(adding: size)
        }
        guard repositories.count > 1 else { return }
        shared.add(size, in: repositories)
        let saving = size.capped(times: copies)
        var candidate = SharedBlob(digest: table.digests[blob], size: size, repositories: [], saving: saving)
        guard saving > 0, best.takes(candidate) else { return }
        candidate.repositories = repositories.map(Int.init).sorted()
        best.add(candidate)
    }
}
