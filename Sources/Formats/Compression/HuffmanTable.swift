/// A Huffman code as a table: the bits ahead are the index, and the entry says what they mean.
///
/// Codes longer than the root go through a link to a second table behind the root. A short code fills every
/// place whose lowest bits are its own; codes come in order of their length, so the table of 2^n places is
/// written first, and doubling it fills the places of the longer indices:
///
///     a 0, b 10, c 11        1 bit: a ?        2 bits: a b a c        3 bits: a b a c a b a c
struct HuffmanTable: ~Copyable {
    enum Kind {
        case literals, distances, codeLengths
    }

    /// More than any code of 288 symbols and 15 bits needs behind a root of 11 bits.
    static let capacity = 4096
    private static let longest = 15

    let entries: UnsafeMutablePointer<UInt32>
    let rootBits: Int
    let kind: Kind
    let meanings: [UInt32]

    init(_ kind: Kind) {
        self.kind = kind
        switch kind {
        case .literals: (rootBits, meanings) = (11, HuffmanEntry.ofLiterals)
        case .distances: (rootBits, meanings) = (8, HuffmanEntry.ofDistances)
        case .codeLengths: (rootBits, meanings) = (7, HuffmanEntry.ofCodeLengths)
        }
        entries = .allocate(capacity: Self.capacity)
        entries.initialize(
            repeating: HuffmanEntry.word(HuffmanEntry.special, codeBits: 1), count: Self.capacity)
    }

    deinit { entries.deallocate() }

    /// Takes the code in which each symbol has so many bits, 0 to 15 of them, and says whether it is one.
    ///
    /// As in zlib, a code may leave bits unused only if it has no symbol, or one of 1 bit; and what cannot be
    /// read is an error only where it is read. A code of code lengths may have no symbol, but not one alone.
    mutating func build(_ lengths: UnsafeBufferPointer<UInt8>) -> Bool {
        guard lengths.count <= meanings.count else { return false }
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * (Self.longest + 1)) { room in
            room.initialize(repeating: 0)
            let counts = UnsafeMutableBufferPointer(rebasing: room[...Self.longest])
            for length in lengths { counts[Int(length & 15)] += 1 }
            counts[0] = 0
            guard let most = counts.lastIndex(where: { $0 > 0 }) else { return fillWithNothing() }
            var left = 1
            for bits in 1...Self.longest {
                left = left << 1 - counts[bits]
                if left < 0 { return false }
            }
            if left > 0 {
                guard kind != .codeLengths, most == 1 else { return false }
                return fill(withOnly: lengths.firstIndex(of: 1) ?? 0)
            }
            let starts = UnsafeMutableBufferPointer(rebasing: room[(Self.longest + 1)...])
            for bits in 1..<Self.longest { starts[bits + 1] = starts[bits] + counts[bits] }
            return fill(lengths, counts, starts, most)
        }
    }

    /// The entry of the next code, and how many bits led to it through a link; `nil` if more bits are needed.
    func entry(ahead: UInt64, count: Int) -> (entry: HuffmanEntry, before: Int)? {
        var entry = HuffmanEntry(word: entries[Int(ahead & UInt64(1 << rootBits - 1))])
        var before = 0
        if entry.isLink {
            guard count >= rootBits else { return nil }
            before = rootBits
            let index = Int(ahead >> UInt64(rootBits)) & (1 << entry.codeBits - 1)
            entry = HuffmanEntry(word: entries[entry.value + index])
        }
        return before + entry.codeBits <= count ? (entry, before) : nil
    }
}
