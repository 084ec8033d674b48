extension ContentDigest {
    /// Four words, the first the most significant: millions are compared, hashed and stored in them.
    typealias Words = (UInt64, UInt64, UInt64, UInt64)

    /// A digest is exactly these words, and nothing else.
    var quarters: Words { unsafeBitCast(self, to: Words.self) }

    init(quarters: Words) { self = unsafeBitCast(quarters, to: ContentDigest.self) }

    /// The digest whose 32 bytes lie at a place in memory.
    @inline(__always)
    init(at place: UnsafeRawPointer) {
        func word(_ offset: Int) -> UInt64 {
            UInt64(bigEndian: place.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        self.init(quarters: (word(0), word(8), word(16), word(24)))
    }
}

extension [UInt8] {
    mutating func append(_ digest: ContentDigest) {
        let words = digest.quarters
        let stored = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        Swift.withUnsafeBytes(of: stored) { append(contentsOf: $0) }
    }
}
