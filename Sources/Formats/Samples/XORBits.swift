/// Values as the bits in which each differs from the one before, after Facebook's Gorilla (VLDB 2015).
///
///     64 bits                         the first value
///     0                               the same again
///     1 0 bits                        a difference that the last window holds
///     1 1 zeros:5 length-1:6 bits     a difference, and its window: zeros above it, and its length
///
/// The lowest bit of a byte comes first, so that a run of zeros is counted by one instruction. The first
/// window is all 64 bits. Zeros fill the last byte.
enum XORBits {
    /// Where in 64 bits a difference may be: below `zeros` bits that are the same, `length` of them.
    private struct Window {
        var zeros = 0
        var length = 64
        var shift: Int { 64 &- zeros &- length }

        /// Chosen where the difference lies outside, or where 11 bits for a new window save more than that.
        func fits(_ zeros: Int, _ shift: Int, _ length: Int) -> Bool {
            zeros >= self.zeros && shift >= self.shift && self.length <= length &+ 11
        }
    }

    /// Writes the values, and says how many bytes they took; `nil` if that is not less than `limit`.
    static func write(
        _ values: UnsafeBufferPointer<Double>, to room: UnsafeMutableBufferPointer<UInt8>, below limit: Int
    ) -> Int? {
        guard let first = values.first, room.count >= limit + BitWriter.slack else { return nil }
        var writer = BitWriter(room)
        var window = Window()
        var last = first.bitPattern
        writer.write(last, 64)
        for value in values.dropFirst() {
            guard writer.size < limit else { return nil }
            let difference = value.bitPattern ^ last
            if difference == 0 {
                writer.write(0, 1)
                continue
            }
            last ^= difference
            let zeros = min(31, difference.leadingZeroBitCount)
            let shift = difference.trailingZeroBitCount
            let length = 64 &- zeros &- shift
            if window.fits(zeros, shift, length) {
                writer.write(0b01, 2)
            } else {
                window = Window(zeros: zeros, length: length)
                writer.write(0b11 | UInt64(zeros) &<< 2 | UInt64(length &- 1) &<< 7, 13)
            }
            writer.write(difference &>> UInt64(window.shift), window.length)
        }
        let size = writer.finish()
        return size < limit ? size : nil
    }

    /// Reads as many values as there is room for, which must be all of them.
    static func read(
        _ bytes: UnsafeRawBufferPointer, into values: UnsafeMutableBufferPointer<Double>
    ) throws(DecodingFailure) {
        guard !values.isEmpty, var reader = BitReader(bytes) else { throw .damagedSamples }
        var window = Window()
        var last = reader.bits(64)
        values[0] = Double(bitPattern: last)
        var index = 1
        while index < values.count {
            let ahead = reader.ahead
            let run = min(ahead.trailingZeroBitCount, BitReader.certain, values.count &- index)
            if run > 0 {
                let value = Double(bitPattern: last)
                for slot in index..<(index &+ run) { values[slot] = value }
                index &+= run
                reader.skip(run)
                continue
            }
            if ahead & 0b10 == 0 {
                reader.skip(2)
            } else {
                window.zeros = Int(ahead &>> 2 & 31)
                window.length = Int(ahead &>> 7 & 63) &+ 1
                guard window.shift >= 0 else { throw .damagedSamples }
                reader.skip(13)
            }
            last ^= reader.bits(window.length) &<< UInt64(window.shift)
            values[index] = Double(bitPattern: last)
            index &+= 1
        }
        guard reader.isAtEnd else { throw .damagedSamples }
    }
}
