/// Values that are whole numbers once they are multiplied by a scale, written as differences.
///
///     12.5  13.0  12.5    times 2    25  26  25    differences    25  1  -1    zigzag    50  2  1
enum ScaledIntegers {
    private static let scales: [Double] = [1, 2, 10, 100, 1000]

    /// No number may be further from zero: the difference of two then fits in 8 bytes of 7 bits.
    private static let furthest: Double = 0x1p51
    /// Added to a number that is not further than that, it leaves the number rounded in the lowest bits.
    private static let rounder: Double = 0x1.8p52

    /// Writes at most 8 bytes a value, and says how many and by which scale; `nil` if no scale fits them all.
    static func write(
        _ values: UnsafeBufferPointer<Double>, to room: UnsafeMutableBufferPointer<UInt8>
    ) -> (size: Int, scale: Int)? {
        guard room.count >= 8 * values.count, let start = room.baseAddress else { return nil }
        for (index, scale) in scales.enumerated() {
            if let size = write(values, scale, to: start) { return (size, index) }
        }
        return nil
    }

    private static func write(
        _ values: UnsafeBufferPointer<Double>, _ scale: Double, to start: UnsafeMutablePointer<UInt8>
    ) -> Int? {
        var size = 0
        var last: Int64 = 0
        for value in values {
            let scaled = value * scale
            guard scaled.magnitude <= furthest else { return nil }
            let rounded = scaled + rounder
            // To the bit, which negative zero is not: its whole number is zero.
            guard ((rounded - rounder) / scale).bitPattern == value.bitPattern else { return nil }
            let whole = Int64(bitPattern: rounded.bitPattern &- rounder.bitPattern)
            let difference = whole &- last
            last = whole
            var rest = UInt64(bitPattern: difference &<< 1 ^ difference &>> 63)
            while rest >= 0x80 {
                start[size] = UInt8(truncatingIfNeeded: rest) | 0x80
                size &+= 1
                rest &>>= 7
            }
            start[size] = UInt8(truncatingIfNeeded: rest)
            size &+= 1
        }
        return size
    }

    /// Reads as many values as there is room for, which must be all of them.
    static func read(
        _ bytes: UnsafeRawBufferPointer, _ index: Int, into values: UnsafeMutableBufferPointer<Double>
    ) throws(DecodingFailure) {
        guard index < scales.count else { throw .damagedSamples }
        let scale = scales[index]
        var offset = 0
        var whole: Int64 = 0
        for slot in values.indices {
            guard offset < bytes.count else { throw .damagedSamples }
            var rest = UInt64(bytes[offset])
            offset &+= 1
            if rest >= 0x80 {
                rest &= 0x7F
                rest |= try longer(bytes, &offset)
            }
            whole &+= Int64(bitPattern: rest &>> 1) ^ -Int64(bitPattern: rest & 1)
            values[slot] = Double(whole) / scale
        }
        guard offset == bytes.count else { throw .damagedSamples }
    }

    /// What the second and further bytes of a number say: at most 7 of them.
    @inline(__always)
    private static func longer(
        _ bytes: UnsafeRawBufferPointer, _ offset: inout Int
    ) throws(DecodingFailure) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 7
        while offset < bytes.count, shift < 56 {
            let byte = bytes[offset]
            offset &+= 1
            value |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 { return value }
            shift &+= 7
        }
        throw .damagedSamples
    }
}
