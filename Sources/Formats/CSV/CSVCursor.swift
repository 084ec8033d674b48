@preconcurrency import Glibc

/// Walks over the fields of one record, eight bytes a step.
///
///     a,"b,""c",d        skip(1) from the start stands at the quote of b,
///     0 2       10       skip(2) at d, skip(9) passes two delimiters only and stands at the end
///
/// A record without any quote pays nothing for those that have some.
struct CSVCursor {
    static let quote = UInt8(ascii: "\"")

    let start: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    let delimiter: UInt8
    let hasQuotes: Bool
    var position: UnsafePointer<UInt8>

    @inline(__always)
    init(
        _ record: UnsafeBufferPointer<UInt8>, at base: UnsafePointer<UInt8>, delimiter: UInt8, hasQuotes: Bool
    ) {
        start = base
        end = base + record.count
        position = base
        self.delimiter = delimiter
        self.hasQuotes = hasQuotes
    }

    /// Whether fields can be told apart by a byte.
    static func isPossible(delimiter: UInt8) -> Bool {
        let meansMore = [0, quote, UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        return delimiter < 0x80 && !meansMore.contains(delimiter)
    }

    /// Moves behind this many delimiters, or to the end if there are fewer.
    ///
    /// Tells how many it passed.
    @inline(__always)
    mutating func skip(_ count: Int) throws(CSVFault) -> Int {
        var missing = count
        while missing > 0, position < end {
            missing -= stride(missing)
            let available = end - position
            let bytes = available >= 8 ? Bytes8(at: position) : Bytes8(at: position, count: available)
            var delimiters = bytes.equal(delimiter)
            let quotes = hasQuotes ? bytes.equal(Self.quote) : 0
            if quotes != 0 { delimiters &= quotes & (0 &- quotes) &- 1 }
            let hits = Bytes8.count(delimiters)
            if hits >= missing {
                for _ in 1..<missing { delimiters &= delimiters &- 1 }
                position += delimiters.trailingZeroBitCount >> 3 + 1
                return count
            }
            missing -= hits
            if quotes == 0 {
                position += min(8, available)
            } else {
                position += quotes.trailingZeroBitCount >> 3
                try skipQuoted()
            }
        }
        return count - missing
    }

    /// Moves on by sixteen bytes at a time while no quote is among them, and fewer delimiters than are to be passed.
    ///
    /// Says how many it passed. Most of a bill is columns that nobody asked for.
    @inline(__always)
    private mutating func stride(_ missing: Int) -> Int {
        var passed = 0
        let (delimiters, quotes) = (SIMD16<UInt8>(repeating: delimiter), SIMD16(repeating: Self.quote))
        while end - position >= 16 {
            let bytes = UnsafeRawPointer(position).loadUnaligned(as: SIMD16<UInt8>.self)
            guard !hasQuotes || !Self.hasAny(bytes .== quotes) else { break }
            let hits = Self.count(bytes .== delimiters)
            guard passed + hits < missing else { break }
            passed += hits
            position += 16
        }
        return passed
    }

    @inline(__always)
    private static func hasAny(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
        let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return words[0] | words[1] != 0
    }

    @inline(__always)
    private static func count(_ mask: SIMDMask<SIMD16<Int8>>) -> Int {
        let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return Bytes8.count(words[0], words[1])
    }

    /// A fault at the cursor.
    func fault(_ reason: StaticString) -> CSVFault {
        CSVFault(reason: reason, offset: position - start)
    }

    /// Moves behind the closing quote of the field whose opening quote is next.
    private mutating func skipQuoted() throws(CSVFault) {
        guard position == start || position[-1] == delimiter else {
            throw fault("a quote in a field that does not start with one")
        }
        var closing = position
        repeat {
            let inside = closing + 1
            guard let next = memchr(inside, CInt(Self.quote), end - inside) else {
                throw fault("a quote without end")
            }
            closing = UnsafePointer(next.assumingMemoryBound(to: UInt8.self)) + 1
        } while closing < end && closing.pointee == Self.quote  // a doubled quote stands for one
        position = closing
        guard position == end || position.pointee == delimiter else {
            throw fault("text behind a closing quote")
        }
    }
}

/// What is wrong with a record, and where in it.
struct CSVFault: Error {
    var reason: StaticString
    var offset: Int
}
