extension ContentDigest {
    /// The digest whose 32 bytes lie at a place in memory.
    @inline(__always)
    init(at place: UnsafeRawPointer) {
        func word(_ offset: Int) -> UInt64 {
            UInt64(bigEndian: place.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        self.init(words: (word(0), word(8), word(16), word(24)))
    }
}

extension [UInt8] {
    mutating func append(_ digest: ContentDigest) {
        let words = digest.words
        let stored = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        Swift.withUnsafeBytes(of: stored) { append(contentsOf: $0) }
    }
}
