/// The first layers of an image, down from the bottom: what it may have in common with others.
package struct LayerPrefix: Hashable, Sendable {
    /// Names the layers and their order, on every machine and for ever: it is kept in databases.
    package var hash: UInt64
    /// The hash without the last layer.
    package var parent: UInt64
    /// How many layers.
    package var depth: Int
    /// Their bytes, without those that lie elsewhere.
    package var bytes: Int

    package init(hash: UInt64, parent: UInt64, depth: Int, bytes: Int) {
        self.hash = hash
        self.parent = parent
        self.depth = depth
        self.bytes = bytes
    }

    /// No layers.
    package static let empty = LayerPrefix(hash: 0, parent: 0, depth: 0, bytes: 0)

    /// The same layers and one more on top.
    package func adding(_ digest: ContentDigest, size: Int, isForeign: Bool) -> LayerPrefix {
        LayerPrefix(
            hash: Self.hash(hash, digest), parent: hash, depth: depth + 1,
            bytes: isForeign ? bytes : bytes.capped(adding: max(0, size)))
    }

    /// FNV-1a over the digest's four words, each mixed as SplitMix64 does so that all bits count.
    ///
    /// It must never change.
    private static func hash(_ start: UInt64, _ digest: ContentDigest) -> UInt64 {
        let words = digest.words
        var hash = start ^ 0xCBF2_9CE4_8422_2325
        for word in [words.0, words.1, words.2, words.3] {
            hash = (hash ^ word) &* 0x0000_0100_0000_01B3
            hash ^= hash >> 32
            hash = hash &* 0xBF58_476D_1CE4_E5B9
            hash ^= hash >> 29
        }
        return hash
    }
}
