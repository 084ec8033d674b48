/// Bits read one after the other, the lowest of a byte first; behind the last there are zeros.
///
/// Whether too many were read is asked once, at the end.
struct BitReader {
    /// How many of the bits ahead are certain, wherever in a byte they start.
    static let certain = 57

    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    /// A reader of at least 8 bytes; of fewer there is none.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 8 else { return nil }
        self.bytes = bytes
    }

    /// The next bits, of which the lowest 57 are certain.
    @inline(__always)
    var ahead: UInt64 {
        let offset = position &>> 3
        let word =
            offset &+ 8 <= bytes.count
            ? UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            : rest(from: offset)
        return word &>> UInt64(position & 7)
    }

    /// Whether all bytes were read and no more, and only zeros fill the last.
    var isAtEnd: Bool { (position + 7) / 8 == bytes.count && (position & 7 == 0 || ahead == 0) }

    @inline(__always)
    mutating func skip(_ count: Int) { position &+= count }

    /// Reads 1 to 64 bits.
    @inline(__always)
    mutating func bits(_ count: Int) -> UInt64 {
        var value = ahead
        if count > Self.certain {
            skip(32)
            value = value & 0xFFFF_FFFF | ahead &<< 32
            skip(count &- 32)
        } else {
            skip(count)
        }
        return value & (~0 &>> UInt64(64 &- count))
    }

    /// The last bytes, taken from a load that ends with them.
    private func rest(from offset: Int) -> UInt64 {
        guard offset < bytes.count else { return 0 }
        let start = bytes.count &- 8
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        return word &>> UInt64(8 &* (offset &- start))
    }
}
