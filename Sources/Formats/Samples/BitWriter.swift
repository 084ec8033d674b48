/// Bits written one after the other, the lowest of a byte first, into memory that has room for them.
struct BitWriter {
    /// How much more room there must be than bytes are kept: a difference is written before it is counted.
    static let slack = 24

    private let room: UnsafeMutableRawBufferPointer
    private var pending: UInt64 = 0
    private var filled = 0
    /// How many bytes are written, but for those that are pending.
    private(set) var size = 0

    init(_ room: UnsafeMutableBufferPointer<UInt8>) { self.room = UnsafeMutableRawBufferPointer(room) }

    /// Writes the lowest bits of a number, 1 to 64 of them; those above are zero.
    @inline(__always)
    mutating func write(_ bits: UInt64, _ count: Int) {
        pending |= bits &<< UInt64(filled)
        filled &+= count
        guard filled >= 64 else { return }
        room.storeBytes(of: pending.littleEndian, toByteOffset: size, as: UInt64.self)
        size &+= 8
        filled &-= 64
        pending = bits >> UInt64(count &- filled)
    }

    /// Writes what is pending, and says how many bytes there are in all.
    mutating func finish() -> Int {
        room.storeBytes(of: pending.littleEndian, toByteOffset: size, as: UInt64.self)
        size += (filled + 7) / 8
        return size
    }
}
