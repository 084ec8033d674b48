/// SHA-256 of FIPS 180-4, fed in pieces.
///
///     var hash = SHA256()
///     hash.update("abc".utf8.span)
///     hash.digest().hex        // "ba7816bf…15ad"
///
/// A copy goes on from where it was made, so a common beginning is hashed once.
package struct SHA256: Sendable {
    static let blockSize = 64

    private var state = Compressor()
    /// The last bytes, while they are less than a block.
    private var pending = InlineArray<64, UInt8>(repeating: 0)
    private var pendingCount = 0
    private var count: UInt64 = 0

    package init() {}

    /// The digest of bytes that are all there.
    package static func hash(of bytes: Span<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.digest()
    }

    /// Goes on with more bytes.
    package mutating func update(_ bytes: Span<UInt8>) {
        count += UInt64(bytes.count)
        bytes.withUnsafeBufferPointer { absorb($0[...]) }
    }

    /// The digest of all bytes so far.
    package func digest() -> Digest {
        var end = self
        end.pad()
        return Digest(words: end.state.words)
    }

    private mutating func absorb(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        var rest = bytes
        if pendingCount > 0 {
            let missing = rest.prefix(Self.blockSize - pendingCount)
            rest = rest.dropFirst(missing.count)
            keep(missing)
            guard pendingCount == Self.blockSize else { return }
            pending.span.withUnsafeBufferPointer { state.compress($0) }
            pendingCount = 0
        }
        let whole = rest.count / Self.blockSize * Self.blockSize
        if whole > 0 { state.compress(UnsafeBufferPointer(rebasing: rest.prefix(whole))) }
        keep(rest.dropFirst(whole))
    }

    private mutating func keep(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        for byte in bytes {
            pending[pendingCount] = byte
            pendingCount += 1
        }
    }

    /// Ends the message: a 1 bit, zeros, and its length in bits, up to the end of a block.
    private mutating func pad() {
        pending[pendingCount] = 0x80
        let lengthStart = Self.blockSize - 8
        for index in (pendingCount + 1)..<max(pendingCount + 1, Self.blockSize) { pending[index] = 0 }
        if pendingCount >= lengthStart {
            pending.span.withUnsafeBufferPointer { state.compress($0) }
            for index in 0..<lengthStart { pending[index] = 0 }
        }
        for index in 0..<8 {
            pending[lengthStart + index] = UInt8(truncatingIfNeeded: (count << 3) >> UInt64(56 - 8 * index))
        }
        pending.span.withUnsafeBufferPointer { state.compress($0) }
    }
}
