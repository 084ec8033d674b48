/// Texts told apart by their bytes, each with a number in the order of its first appearance.
///
/// No `String` is made of a text that is known. The table lies open in one array of hashes and numbers, which is
/// probed from the place that the hash names:
///
///     places   [hash|number] [     ] [hash|number] …         bytes   AmazonEC2AmazonS3…
///                                                            ends    9        17
struct TextTable: Sendable {
    private var places: [UInt64]
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    init() {
        places = Array(repeating: 0, count: 64)
    }

    var count: Int { ends.count }

    /// How much room the texts take.
    var size: Int { bytes.count }

    /// The texts in their order.
    var texts: [String] {
        ends.indices.map { String(decoding: bytes[start(of: $0)..<Int(ends[$0])], as: UTF8.self) }
    }

    subscript(number: Int) -> String {
        String(decoding: bytes[start(of: number)..<Int(ends[number])], as: UTF8.self)
    }

    /// The number of a text, which gets one if it has none.
    @inline(__always)
    mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = Self.hash(text)
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = places[place]
            if entry == 0 { return insert(text, hash) }
            if (entry ^ hash) >> 32 == 0 {
                let number = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
                if isEqual(number, text) { return Int32(truncatingIfNeeded: number) }
            }
            place = (place + 1) & mask
        }
    }

    private func start(of number: Int) -> Int { number == 0 ? 0 : Int(ends[number - 1]) }

    @inline(__always)
    private func isEqual(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = start(of: number)
        guard Int(ends[number]) - start == text.count else { return false }
        guard let other = text.baseAddress else { return true }
        return bytes.withUnsafeBufferPointer { known in
            guard let base = known.baseAddress else { return text.isEmpty }
            return Self.isEqual(base + start, other, text.count)
        }
    }

    private mutating func insert(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int32 {
        if (ends.count + 1) * 2 > places.count { grow() }
        bytes.append(contentsOf: text)
        ends.append(UInt32(bytes.count))
        put(hash, ends.count)
        return Int32(ends.count - 1)
    }

    /// Puts an entry into the first free place; the number counts from 1, so that no entry is zero.
    private mutating func put(_ hash: UInt64, _ number: Int) {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while places[place] != 0 { place = (place + 1) & mask }
        places[place] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number)
    }

    private mutating func grow() {
        places = Array(repeating: 0, count: places.count * 2)
        for number in ends.indices {
            let hash = bytes.withUnsafeBufferPointer { bytes in
                Self.hash(UnsafeBufferPointer(rebasing: bytes[start(of: number)..<Int(ends[number])]))
            }
            put(hash, number + 1)
        }
    }

    /// Eight bytes a step, the last ones overlapping: each is multiplied in, and the halves are folded.
    @inline(__always)
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let count = text.count
        var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        guard let base = text.baseAddress.map({ UnsafeRawPointer($0) }) else { return hash }
        if count >= 8 {
            var offset = 0
            while offset + 8 < count {
                hash = mixed(hash, base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                offset += 8
            }
            hash = mixed(hash, base.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
        } else {
            var word: UInt64 = 0
            for byte in text { word = word << 8 | UInt64(byte) }
            hash = mixed(hash, word)
        }
        return hash ^ hash >> 29
    }

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }

    @inline(__always)
    private static func isEqual(
        _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
    ) -> Bool {
        let (left, right) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
        guard count >= 8 else {
            var index = 0
            while index < count {
                if left.load(fromByteOffset: index, as: UInt8.self)
                    != right.load(fromByteOffset: index, as: UInt8.self)
                {
                    return false
                }
                index += 1
            }
            return true
        }
        var offset = 0
        while offset + 8 < count {
            if left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                != right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            {
                return false
            }
            offset += 8
        }
        return left.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            == right.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    }
}
