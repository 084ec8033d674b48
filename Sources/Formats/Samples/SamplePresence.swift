/// Which slots of a day have a value: one bit a slot, the lowest of a byte first.
enum SamplePresence {
    static func size(for slots: Int) -> Int { (slots + 7) / 8 }

    static func count(in slots: UnsafeBufferPointer<Double>) -> Int {
        var count = 0
        for slot in slots { count &+= slot.isNaN ? 0 : 1 }
        return count
    }

    /// The values without the gaps; there is room for them.
    static func values(
        of slots: UnsafeBufferPointer<Double>, in room: UnsafeMutableBufferPointer<Double>
    ) -> UnsafeBufferPointer<Double> {
        var count = 0
        for slot in slots where !slot.isNaN {
            room.initializeElement(at: count, to: slot)
            count += 1
        }
        return UnsafeBufferPointer(rebasing: room[..<count])
    }

    static func write(_ slots: UnsafeBufferPointer<Double>, to bitmap: UnsafeMutableBufferPointer<UInt8>) {
        bitmap.initialize(repeating: 0)
        for index in slots.indices where !slots[index].isNaN {
            bitmap[index >> 3] |= 1 << UInt8(index & 7)
        }
    }

    /// How many slots a stored bitmap gives a value: some of them, but not all.
    static func count(in bitmap: UnsafeRawBufferPointer, of slots: Int) throws(DecodingFailure) -> Int {
        var count = 0
        for byte in bitmap { count += byte.nonzeroBitCount }
        let unused = 8 * bitmap.count - slots
        guard count > 0, count < slots, let last = bitmap.last, last.leadingZeroBitCount >= unused else {
            throw .damagedSamples
        }
        return count
    }

    /// Moves the values, which fill the first slots, to where they belong.
    ///
    /// From the last to the first, because a value never moves down: none is written over before it moved.
    static func spread(
        _ count: Int, over slots: UnsafeMutableBufferPointer<Double>, by bitmap: UnsafeRawBufferPointer
    ) {
        var next = count
        for index in slots.indices.reversed() {
            if bitmap[index >> 3] & 1 << UInt8(index & 7) != 0 {
                next -= 1
                slots[index] = slots[next]
            } else {
                slots[index] = .nan
            }
        }
    }
}
