/// A place in a tree of numbers that look random and are always the same.
///
/// Everything that the simulation invents hangs on such a place, reached from the seed by words and numbers:
///
///     let size = draw.at("table").at(7).at("size").below(1000)
///
/// Nothing has to be remembered, no order matters, and every machine finds the same: only integers are used.
struct Draw: Sendable {
    let bits: UInt64

    init(seed: UInt64) { bits = Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) }

    private init(bits: UInt64) { self.bits = bits }

    func at(_ number: Int) -> Draw {
        Draw(bits: Self.mixed(bits ^ (UInt64(bitPattern: Int64(number)) &+ 1) &* 0x9E37_79B9_7F4A_7C15))
    }

    func at(_ word: StaticString) -> Draw {
        at(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    func at(text: String) -> Draw {
        text.utf8.withContiguousStorageIfAvailable { at($0) } ?? at(Array(text.utf8))
    }

    /// FNV-1a, stirred at its end: words are short.
    func at(_ bytes: some Sequence<UInt8>) -> Draw {
        var hash = bits ^ 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Draw(bits: Self.mixed(hash))
    }

    /// The end of SplitMix64: every bit of the input changes half of the output.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

extension Draw {
    /// A number from zero up to, and without, a count that is positive.
    func below(_ count: Int) -> Int {
        Int(bits.multipliedFullWidth(by: UInt64(count)).high)
    }

    func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True in so many of a hundred places.
    func percent(_ share: Int) -> Bool { below(100) < share }

    /// True in a share of all places, from 0 to 1.
    func share(_ share: Double) -> Bool {
        // 53 bits are what a double holds exactly.
        Double(bits >> 11) < share * Double(1 << 53)
    }

    /// One of a list that is not empty.
    func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

    /// So many bytes, for keys and digests.
    func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        var index = 0
        while bytes.count < count {
            withUnsafeBytes(of: at(index).bits.littleEndian) { bytes.append(contentsOf: $0) }
            index += 1
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
