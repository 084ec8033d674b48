/// Which bytes of a record stand in quotes, sixty-four at a time.
///
///     text      a , " b , c " , "
///     quotes    0 0 1 0 0 0 1 0 1
///     inside    0 0 1 1 1 1 0 0 1       every quote changes it: a sum of bits without carry
///
/// A doubled quote closes and opens again, which comes to the same.
struct CSVQuoting {
    /// All ones while a quote is open.
    private var inside: UInt64 = 0
    /// What the last byte of the block before was, in the lowest bit; the record begins as if behind a delimiter.
    private var wasDelimiter: UInt64 = 1
    private var wasClosing: UInt64 = 0
    /// Quotes that open within a field, and closing ones that no delimiter follows.
    private var faults: UInt64 = 0

    /// Whether every quote stood where one may, and none is open.
    var isSound: Bool { faults == 0 && inside == 0 }

    /// The delimiters that stand outside of quotes, in a block of so many bytes.
    @inline(__always)
    mutating func outside(_ delimiters: UInt64, _ quotes: UInt64, count: Int) -> UInt64 {
        guard quotes | inside | wasClosing != 0 else {
            wasDelimiter = delimiters >> 63
            return delimiters
        }
        let within = Self.sums(of: quotes) ^ inside
        let outside = delimiters & ~within
        let (opening, closing) = (quotes & within, quotes & ~within)
        let behindClosing = closing << 1 | wasClosing
        faults |= opening & ~(outside << 1 | wasDelimiter | behindClosing)
        // The end of the record ends a field as well.
        let present = count < 64 ? (1 << UInt64(count)) - 1 : UInt64.max
        faults |= behindClosing & ~(outside | opening) & present
        inside = 0 &- within >> 63
        (wasDelimiter, wasClosing) = (outside >> 63, closing >> 63)
        return outside
    }

    /// Of each bit, whether the number of ones up to it is odd.
    @inline(__always)
    private static func sums(of bits: UInt64) -> UInt64 {
        var sums = bits
        sums ^= sums << 1
        sums ^= sums << 2
        sums ^= sums << 4
        sums ^= sums << 8
        sums ^= sums << 16
        sums ^= sums << 32
        return sums
    }
}
