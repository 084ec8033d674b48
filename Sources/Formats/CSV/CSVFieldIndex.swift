/// Where the fields of a record end, all of them found in one pass.
///
/// Sixty-four bytes become one word with a bit for each delimiter, and the bits become places:
///
///     bytes     a , b c , , d …        bits 1, 4 and 5        ends 1 4 5 …
///
/// To look for one field after another costs twice as much where a record has many short ones, as bills do.
struct CSVFieldIndex: ~Copyable {
    /// How many fields a record has to have.
    private let width: Int
    /// The ends, with room behind them for what a block may have too many.
    private let ends: UnsafeMutablePointer<UInt32>

    private static let block = 64
    /// How many places are written before it is asked whether there are more.
    private static let unasked = 8

    init(width: Int) {
        self.width = width
        ends = .allocate(capacity: width + Self.block + Self.unasked)
    }

    deinit { ends.deallocate() }

    /// Finds the ends in a record of at least a block.
    ///
    /// False says that it has not as many fields as it has to, or a quote where none belongs.
    mutating func find(
        _ delimiter: UInt8, in record: UnsafeBufferPointer<UInt8>, hasQuotes: Bool
    ) -> Bool {
        guard let start = record.baseAddress.map({ UnsafeRawPointer($0) }), record.count >= Self.block,
            record.count < UInt32.max
        else { return false }
        let (delimiters, quotes) = (SIMD16<UInt8>(repeating: delimiter), SIMD16(repeating: CSVCursor.quote))
        var quoting = CSVQuoting()
        var (count, place) = (0, 0)
        while place < record.count {
            // The last block is read where the record ends, and what was seen before is shifted out of it.
            let begin = min(place, record.count - Self.block)
            let seen = UInt64(place - begin)
            var hits = Self.hits(start + begin, delimiters) >> seen
            if hasQuotes {
                hits = quoting.outside(
                    hits, Self.hits(start + begin, quotes) >> seen, count: record.count - place)
            }
            write(hits, at: place, &count)
            guard count < width else { return false }
            place += Self.block
        }
        guard count == width - 1, quoting.isSound else { return false }
        ends[count] = UInt32(truncatingIfNeeded: record.count)
        return true
    }

    /// Where a field begins and ends in the record that was looked at last.
    @inline(__always)
    func field(_ column: Int) -> Range<Int> {
        Range(uncheckedBounds: (column == 0 ? 0 : Int(ends[column - 1]) + 1, Int(ends[column])))
    }

    @inline(__always)
    private mutating func write(_ hits: UInt64, at place: Int, _ count: inout Int) {
        var (rest, next) = (hits, ends + count)
        for _ in 0..<Self.unasked {
            next.pointee = UInt32(truncatingIfNeeded: place &+ rest.trailingZeroBitCount)
            next += 1
            rest &= rest &- 1
        }
        while rest != 0 {
            next.pointee = UInt32(truncatingIfNeeded: place &+ rest.trailingZeroBitCount)
            next += 1
            rest &= rest &- 1
        }
        count &+= hits.nonzeroBitCount
    }

    /// A bit for each of 64 bytes that is the one looked for.
    @inline(__always)
    private static func hits(_ bytes: UnsafeRawPointer, _ wanted: SIMD16<UInt8>) -> UInt64 {
        var hits: UInt64 = 0
        for part in 0..<4 {
            let mask = bytes.loadUnaligned(fromByteOffset: 16 * part, as: SIMD16<UInt8>.self) .== wanted
            let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
            hits |= (bits(words[0]) | bits(words[1]) << 8) << UInt64(16 * part)
        }
        return hits
    }

    /// One bit of each byte, in the order of the bytes: every byte is 0 or 255.
    @inline(__always)
    private static func bits(_ word: UInt64) -> UInt64 {
        ((word & 0x8040_2010_0804_0201) &* 0x0101_0101_0101_0101) >> 56
    }
}
