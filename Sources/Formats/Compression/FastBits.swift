/// The bits ahead, of which there may be more than the count says.
struct FastBits {
    var ahead: UInt64
    var count: UInt64

    /// Makes it at least 56 bits; 8 bytes must be there.
    @inline(__always)
    mutating func fill(_ next: inout UnsafeRawPointer) {
        ahead |= UInt64(littleEndian: next.loadUnaligned(as: UInt64.self)) &<< count
        next += Int((63 &- count) &>> 3)
        count |= 56
    }

    @inline(__always)
    func entry(_ table: UnsafePointer<UInt32>, _ mask: UInt64) -> HuffmanEntry {
        HuffmanEntry(word: table[Int(truncatingIfNeeded: ahead & mask)])
    }

    @inline(__always)
    mutating func drop(_ entry: HuffmanEntry) {
        ahead &>>= UInt64(entry.word)  // a masked shift: the lowest 6 bits
        count &-= UInt64(entry.word & 63)
    }

    /// The entry in the second table that a link leads to.
    @inline(__always)
    mutating func follow(_ link: HuffmanEntry, _ table: UnsafePointer<UInt32>) -> HuffmanEntry {
        drop(link)
        return HuffmanEntry(
            word: table[link.value &+ (Int(truncatingIfNeeded: ahead) & (1 &<< link.codeBits &- 1))])
    }

    @inline(__always)
    mutating func emit(_ literal: HuffmanEntry, _ out: inout UnsafeMutableRawPointer) {
        out.storeBytes(of: UInt8(truncatingIfNeeded: literal.word &>> 16), as: UInt8.self)
        out += 1
        drop(literal)
    }

    /// Leaves less than a byte of bits, and the whole bytes to the input.
    ///
    /// They are its own: bits from an earlier chunk were too few for the first symbol, so it used them up.
    func giveBack(to input: inout DeflatedInput, _ offset: Int) {
        let whole = min(Int(count >> 3), offset)
        input.offset = offset - whole
        input.count = Int(count) - 8 * whole
        input.ahead = ahead & (1 << UInt64(input.count) - 1)
    }
}
