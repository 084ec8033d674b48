extension SHA256 {
    /// The compression function: eight words that each block of 64 bytes stirs.
    struct Compressor: Sendable {
        /// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
        private(set) var words: InlineArray<8, UInt32> = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
            0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
        ]

        /// Stirs in whole blocks.
        mutating func compress(_ blocks: UnsafeBufferPointer<UInt8>) {
            precondition(blocks.count.isMultiple(of: 64))
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
                Self.constants.withUnsafeBufferPointer { constants in
                    for start in stride(from: 0, to: blocks.count, by: 64) {
                        let block = UnsafeRawBufferPointer(
                            rebasing: UnsafeRawBufferPointer(blocks)[start..<start + 64])
                        Self.expand(block, into: schedule, constants)
                        stir(UnsafeBufferPointer(schedule))
                    }
                }
            }
        }

        /// Makes 64 words of the 16 of a block, each with the constant of its round added.
        @inline(__always)
        private static func expand(
            _ block: UnsafeRawBufferPointer, into schedule: UnsafeMutableBufferPointer<UInt32>,
            _ constants: UnsafeBufferPointer<UInt32>
        ) {
            for index in 0..<16 {
                let word = block.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
                schedule[index] = UInt32(bigEndian: word)
            }
            for index in 16..<64 {
                let early = schedule[index - 15]
                let late = schedule[index - 2]
                let first = rotated(early, 7) ^ rotated(early, 18) ^ (early >> 3)
                let second = rotated(late, 17) ^ rotated(late, 19) ^ (late >> 10)
                schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
            }
            for index in 0..<64 { schedule[index] &+= constants[index] }
        }

        /// Runs the 64 rounds, eight at a time: after eight every word is back in its place.
        @inline(__always)
        private mutating func stir(_ schedule: UnsafeBufferPointer<UInt32>) {
            var (a, b, c, d) = (words[0], words[1], words[2], words[3])
            var (e, f, g, h) = (words[4], words[5], words[6], words[7])
            for index in stride(from: 0, to: 64, by: 8) {
                Self.round(a, b, c, &d, e, f, g, &h, schedule[index])
                Self.round(h, a, b, &c, d, e, f, &g, schedule[index + 1])
                Self.round(g, h, a, &b, c, d, e, &f, schedule[index + 2])
                Self.round(f, g, h, &a, b, c, d, &e, schedule[index + 3])
                Self.round(e, f, g, &h, a, b, c, &d, schedule[index + 4])
                Self.round(d, e, f, &g, h, a, b, &c, schedule[index + 5])
                Self.round(c, d, e, &f, g, h, a, &b, schedule[index + 6])
                Self.round(b, c, d, &e, f, g, h, &a, schedule[index + 7])
            }
            for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { words[index] &+= word }
        }

        @inline(__always)
        private static func round(
            _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
            _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ word: UInt32
        ) {
            let choice = g ^ (e & (f ^ g))
            let majority = (a & b) | (c & (a | b))
            let first = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ choice &+ word
            let second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ majority
            d &+= first
            h = first &+ second
        }

        @inline(__always)
        private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
            (word &>> bits) | (word &<< (32 &- bits))
        }
    }
}
