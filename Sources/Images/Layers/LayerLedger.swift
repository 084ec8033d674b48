import Formats

/// Which image of one repository uses which blobs, to tell what deleting images would free.
///
///     image 0   a b c          unique       a b c d e, each once
///     image 1   a b d          exclusive    of image 0: c
///     image 2   a   e          freed        by 0 and 1: b c d, for nobody else uses b
///
/// A repository stores a blob once, however many of its images use it; across repositories see
/// `LayerSharing`. Blobs that lie elsewhere are left out, and of two sizes for one blob the larger counts.
package struct LayerLedger: Sendable {
    private var table: DigestTable
    /// By the blobs' numbers.
    private var sizes: [Int] = []
    private var users: [Int32] = []
    private var lastUser: [Int32] = []
    /// The blobs' numbers of all images, one image after the other.
    private var uses: [Int32] = []
    private var starts: [Int] = [0]

    /// An empty ledger, with room for some blobs.
    package init(expecting blobs: Int = 0) {
        table = DigestTable(expecting: blobs)
    }

    /// How many images there are.
    package var count: Int { starts.count - 1 }
    /// How many different blobs there are.
    package var blobCount: Int { sizes.count }

    /// Adds an image, which gets the next number from 0.
    package mutating func add(_ manifest: Manifest) {
        if let config = manifest.config { use(config.digest, config.size, config.isForeign) }
        for layer in manifest.layers { use(layer.digest, layer.size, layer.isForeign) }
        starts.append(uses.count)
    }

    /// Adds an image as a database keeps it.
    ///
    /// A damaged one is added as far as it could be read.
    package mutating func add(_ manifest: PackedManifest) throws(DecodingFailure) {
        defer { starts.append(uses.count) }
        try manifest.forEachBlob { digest, size, isForeign in use(digest, size, isForeign) }
    }

    private mutating func use(_ digest: ContentDigest, _ size: Int, _ isForeign: Bool) {
        guard !isForeign else { return }
        let blob = table.number(of: digest)
        let image = Int32(starts.count)
        if blob == sizes.count {
            sizes.append(max(0, size))
            users.append(0)
            lastUser.append(0)
        }
        sizes[blob] = max(sizes[blob], size)
        guard lastUser[blob] != image else { return }
        lastUser[blob] = image
        users[blob] += 1
        uses.append(Int32(blob))
    }

    private func blobs(of image: Int) -> ArraySlice<Int32> { uses[starts[image]..<starts[image + 1]] }
}

extension LayerLedger {
    /// The bytes of all blobs, each once: what the repository stores.
    package var uniqueBytes: Int { sizes.reduce(0) { $0.capped(adding: $1) } }

    /// The bytes that a registry's listing adds up to, each image with all its blobs.
    package var listedBytes: Int {
        uses.reduce(0) { $0.capped(adding: sizes[Int($1)]) }
    }

    /// The bytes of an image's blobs.
    package func bytes(of image: Int) -> Int {
        blobs(of: image).reduce(0) { $0.capped(adding: sizes[Int($1)]) }
    }

    /// The bytes that no other image uses: what deleting this one alone would free.
    package func exclusiveBytes(of image: Int) -> Int {
        blobs(of: image).reduce(0) { sum, blob in
            users[Int(blob)] == 1 ? sum.capped(adding: sizes[Int(blob)]) : sum
        }
    }

    /// The bytes that deleting these images together would free.
    ///
    /// More than the sum of what each alone would free: a blob goes with the last that uses it.
    package func freedBytes(by images: [Int]) -> Int { savings(in: images).last ?? 0 }

    /// What has been freed after each of these deletions, one after the other.
    ///
    /// An image that comes again, or that is none, frees nothing.
    package func savings(in order: [Int]) -> [Int] {
        var left = users
        var isDeleted = Array(repeating: false, count: count)
        var freed = 0
        return order.map { image in
            guard isDeleted.indices.contains(image), !isDeleted[image] else { return freed }
            isDeleted[image] = true
            for blob in blobs(of: image) {
                left[Int(blob)] -= 1
                if left[Int(blob)] == 0 { freed = freed.capped(adding: sizes[Int(blob)]) }
            }
            return freed
        }
    }

    /// Calls `body` for each different blob, in the order in which they were first used.
    func forEachBlob(_ body: (ContentDigest, Int) -> Void) {
        for (digest, size) in zip(table.digests, sizes) { body(digest, size) }
    }
}
