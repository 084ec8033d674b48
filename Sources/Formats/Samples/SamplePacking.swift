/// A day of one series of measurements, packed into few bytes and unpacked to the same bits.
///
/// A day has as many slots as its period allows, of which a slot may be absent: NaN. How many there are is
/// not stored, because whoever asks for a series knows its period.
///
///     head       codec | 0x10 where a bitmap follows | scale << 5
///     bitmap     one bit a slot, the lowest first, 1 where the slot has a value; unused bits are 0
///     values     of the slots that have one, as the codec writes them:
///                0 integers    the difference to the value before, times the scale, zigzag, 7 bits a byte
///                1 XOR bits    what changed in the bits of the value before
///                2 raw         8 bytes a value, the lowest first
///                3 nothing     no slot has a value: the head is all there is
///
/// The smallest is taken, and of equals the first. Every value comes back to the bit, negative zero and the
/// infinities too; of NaN only that it is one. The format is stored for years: a codec may be added, but none
/// may change.
package enum SamplePacking {
    enum Codec: UInt8 {
        case integers, xorBits, raw, nothing
    }

    /// The bit of the head that announces a bitmap.
    static let sparse: UInt8 = 0x10

    /// The bytes of one day.
    package static func pack(_ slots: Span<Double>) -> [UInt8] {
        slots.withUnsafeBufferPointer { slots in
            let count = SamplePresence.count(in: slots)
            if count == 0 { return [Codec.nothing.rawValue] }
            if count == slots.count { return packed(slots, of: slots) }
            return withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { room in
                packed(SamplePresence.values(of: slots, in: room), of: slots)
            }
        }
    }

    /// Gives every slot its value again; the day must have as many slots as when it was packed.
    ///
    /// Damaged bytes are a failure or other values, never more than that: nothing is read or written beyond
    /// what was lent. After a failure the slots hold anything.
    package static func unpack(
        _ bytes: UnsafeRawBufferPointer, into slots: inout MutableSpan<Double>
    ) throws(DecodingFailure) {
        try unpack(bytes, into: &slots, at: 0..<slots.count)
    }

    /// Gives the slots of one day among many their values again.
    ///
    /// The range must lie within the slots; those outside of it are left alone.
    package static func unpack(
        _ bytes: UnsafeRawBufferPointer, into slots: inout MutableSpan<Double>, at range: Range<Int>
    ) throws(DecodingFailure) {
        precondition(range.lowerBound >= 0 && range.upperBound <= slots.count, "no such slots")
        try slots.withUnsafeMutableBufferPointer { slots throws(DecodingFailure) in
            try unpack(bytes, into: UnsafeMutableBufferPointer(rebasing: slots[range]))
        }
    }

    /// Packs the values that are there, with the bitmap where there are fewer of them than slots.
    private static func packed(
        _ values: UnsafeBufferPointer<Double>, of slots: UnsafeBufferPointer<Double>
    ) -> [UInt8] {
        let raw = 8 * values.count
        let half = raw + BitWriter.slack
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * half) { room in
            let other = UnsafeMutableBufferPointer(rebasing: room[half...])
            let integers = ScaledIntegers.write(values, to: room)
            if let size = XORBits.write(values, to: other, below: integers?.size ?? raw) {
                return blob(
                    .xorBits, 0, slots, values.count,
                    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(other)[..<size]))
            }
            guard let integers else {
                return blob(.raw, 0, slots, values.count, UnsafeRawBufferPointer(values))
            }
            let body = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<integers.size])
            return blob(.integers, integers.scale, slots, values.count, body)
        }
    }

    private static func blob(
        _ codec: Codec, _ scale: Int, _ slots: UnsafeBufferPointer<Double>, _ count: Int,
        _ body: UnsafeRawBufferPointer
    ) -> [UInt8] {
        let isSparse = count < slots.count
        let bitmap = isSparse ? SamplePresence.size(for: slots.count) : 0
        let size = 1 + bitmap + body.count
        return [UInt8](unsafeUninitializedCapacity: size) { target, filled in
            target[0] = codec.rawValue | (isSparse ? sparse : 0) | UInt8(scale) << 5
            if isSparse {
                SamplePresence.write(slots, to: UnsafeMutableBufferPointer(rebasing: target[1...bitmap]))
            }
            UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(target)[(1 + bitmap)...])
                .copyMemory(from: body)
            filled = size
        }
    }

    private static func unpack(
        _ bytes: UnsafeRawBufferPointer, into slots: UnsafeMutableBufferPointer<Double>
    ) throws(DecodingFailure) {
        guard let head = bytes.first, let codec = Codec(rawValue: head & 0x0F) else { throw .damagedSamples }
        let scale = Int(head >> 5)
        guard codec == .integers || scale == 0 else { throw .damagedSamples }
        let isSparse = head & sparse != 0
        if codec == .nothing {
            guard bytes.count == 1, !isSparse else { throw .damagedSamples }
            return slots.update(repeating: .nan)
        }

        let start = 1 + (isSparse ? SamplePresence.size(for: slots.count) : 0)
        guard bytes.count >= start else { throw .damagedSamples }
        let bitmap = UnsafeRawBufferPointer(rebasing: bytes[1..<start])
        let count = isSparse ? try SamplePresence.count(in: bitmap, of: slots.count) : slots.count
        let values = UnsafeMutableBufferPointer(rebasing: slots[..<count])
        let body = UnsafeRawBufferPointer(rebasing: bytes[start...])
        switch codec {
        case .integers: try ScaledIntegers.read(body, scale, into: values)
        case .xorBits: try XORBits.read(body, into: values)
        case .raw, .nothing:
            guard body.count == 8 * count else { throw .damagedSamples }
            UnsafeMutableRawBufferPointer(values).copyMemory(from: body)
        }
        if isSparse { SamplePresence.spread(count, over: slots, by: bitmap) }
    }
}

extension DecodingFailure {
    static let damagedSamples = DecodingFailure("packed samples are damaged")
}
