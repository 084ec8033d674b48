/// How a code that was found good fills the table.
extension HuffmanTable {
    func fillWithNothing() -> Bool {
        // Code lengths that no code was given for read as zeros of one bit, as in zlib.
        let nothing = kind == .codeLengths ? 0 : HuffmanEntry.special
        entries.update(repeating: HuffmanEntry.word(nothing, codeBits: 1), count: 1 << rootBits)
        return true
    }

    func fill(withOnly symbol: Int) -> Bool {
        entries[0] = HuffmanEntry.word(meanings[symbol], codeBits: 1)
        entries[1] = HuffmanEntry.word(HuffmanEntry.special, codeBits: 1)
        double(from: 2, to: 1 << rootBits)
        return true
    }

    /// Fills the table with a code that leaves no bits unused.
    func fill(
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
}
