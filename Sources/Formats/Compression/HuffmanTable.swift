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
    private static let capacity = 4096
    private static let longest = 15

    let entries: UnsafeMutablePointer<UInt32>
    let rootBits: Int
    private let kind: Kind
    private let meanings: [UInt32]

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

    private func fillWithNothing() -> Bool {
        // Code lengths that no code was given for read as zeros of one bit, as in zlib.
        let nothing = kind == .codeLengths ? 0 : HuffmanEntry.special
        entries.update(repeating: HuffmanEntry.word(nothing, codeBits: 1), count: 1 << rootBits)
        return true
    }

    private func fill(withOnly symbol: Int) -> Bool {
        entries[0] = HuffmanEntry.word(meanings[symbol], codeBits: 1)
        entries[1] = HuffmanEntry.word(HuffmanEntry.special, codeBits: 1)
        double(from: 2, to: 1 << rootBits)
        return true
    }

    /// Fills the table with a code that leaves no bits unused.
    private func fill(
        _ lengths: UnsafeBufferPointer<UInt8>, _ counts: UnsafeMutableBufferPointer<Int>,
        _ starts: UnsafeMutableBufferPointer<Int>, _ most: Int
    ) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: lengths.count) { symbols in
            for symbol in lengths.indices where lengths[symbol] > 0 {
                let bits = Int(lengths[symbol] & 15)
                symbols.initializeElement(at: starts[bits], to: UInt16(symbol))
                starts[bits] += 1
            }
            var next = 0
            var code = 0
            var size = 1
            for bits in 1...min(most, rootBits) {
                double(from: size, to: 1 << bits)
                size = 1 << bits
                for _ in 0..<counts[bits] {
                    entries[code] = HuffmanEntry.word(meanings[Int(symbols[next])], codeBits: bits)
                    next += 1
                    code = Self.successor(of: code, bits)
                }
            }
            double(from: size, to: 1 << rootBits)
            guard most > rootBits else { return true }
            return fillBehindRoot(UnsafeMutableBufferPointer(rebasing: symbols[next...]), counts, most, code)
        }
    }

    /// Fills the second tables with the symbols whose codes are longer than the root.
    private func fillBehindRoot(
        _ symbols: UnsafeMutableBufferPointer<UInt16>, _ counts: UnsafeMutableBufferPointer<Int>, _ most: Int,
        _ first: Int
    ) -> Bool {
        var code = first
        var next = 0
        var table = 0
        var end = 1 << rootBits
        var prefix = -1
        for bits in (rootBits + 1)...most {
            for index in 0..<counts[bits] {
                let root = code & (1 << rootBits - 1)
                if root != prefix {
                    prefix = root
                    table = end
                    let width = width(from: bits, counts[bits] - index, counts, most)
                    end += 1 << width
                    guard end <= Self.capacity else { return false }
                    let link = HuffmanEntry.special | HuffmanEntry.link | UInt32(table) << 16
                    entries[root] = link | UInt32(width) << 8 | UInt32(rootBits)
                }
                let word = HuffmanEntry.word(meanings[Int(symbols[next])], codeBits: bits - rootBits)
                for place in stride(from: table + code >> rootBits, to: end, by: 1 << (bits - rootBits)) {
                    entries[place] = word
                }
                next += 1
                code = Self.successor(of: code, bits)
            }
        }
        return true
    }

    /// How many bits the second table needs that starts with a code of so many bits.
    ///
    /// Its codes are the next ones in order, until they fill it.
    private func width(
        from bits: Int, _ rest: Int, _ counts: UnsafeMutableBufferPointer<Int>, _ most: Int
    ) -> Int {
        var width = bits - rootBits
        var left = 1 << width - rest
        while left > 0, width + rootBits < most {
            width += 1
            left = left << 1 - counts[width + rootBits]
        }
        return width
    }

    private func double(from size: Int, to wanted: Int) {
        var size = size
        while size < wanted {
            (entries + size).update(from: entries, count: size)
            size <<= 1
        }
    }

    /// The code that follows one of so many bits, both with their first bit lowest, as they are read.
    private static func successor(of code: Int, _ bits: Int) -> Int {
        let zeros = ~code & (1 << bits - 1)
        guard zeros != 0 else { return 0 }
        let highest = 1 << (Int.bitWidth - 1 - zeros.leadingZeroBitCount)
        return code & (highest - 1) | highest
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
