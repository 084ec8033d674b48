/// SHA-1 of FIPS 180-4, for the names that AWS's tools give to files.
///
/// It proves nothing: whoever wants to can make two texts with the same hash. What must be proved is hashed with
/// `SHA256`.
package enum SHA1 {
    /// 40 lower-case hexadecimal digits.
    package static func hex(of bytes: Span<UInt8>) -> String {
        var words: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
        let message = padded(bytes)
        for start in stride(from: 0, to: message.count, by: 64) {
            stir(&words, schedule(message[start..<start + 64]))
        }
        return words.map(hex).joined()
    }

    /// The message with a 1 bit, zeros and its length in bits behind it, as whole blocks.
    private static func padded(_ bytes: Span<UInt8>) -> [UInt8] {
        var message: [UInt8] = []
        message.append(contentsOf: bytes)
        message.append(0x80)
        while message.count % 64 != 56 { message.append(0) }
        let bits = UInt64(bytes.count) << 3
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            message.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
        return message
    }

    /// The 16 words of a block, and 64 made of them.
    private static func schedule(_ block: ArraySlice<UInt8>) -> [UInt32] {
        var schedule = [UInt32](repeating: 0, count: 80)
        for (index, byte) in block.enumerated() {
            schedule[index / 4] = schedule[index / 4] << 8 | UInt32(byte)
        }
        for index in 16..<80 {
            let near = schedule[index - 3] ^ schedule[index - 8]
            let far = schedule[index - 14] ^ schedule[index - 16]
            schedule[index] = rotated(near ^ far, 1)
        }
        return schedule
    }

    private static func stir(_ words: inout [UInt32], _ schedule: [UInt32]) {
        var (a, b, c, d, e) = (words[0], words[1], words[2], words[3], words[4])
        for (index, word) in schedule.enumerated() {
            let mixed = rotated(a, 5) &+ blend(b, c, d, round: index) &+ e &+ word
            (a, b, c, d, e) = (mixed, a, rotated(b, 30), c, d)
        }
        for (index, word) in [a, b, c, d, e].enumerated() { words[index] &+= word }
    }

    private static func blend(_ b: UInt32, _ c: UInt32, _ d: UInt32, round: Int) -> UInt32 {
        switch round {
        case ..<20: (d ^ (b & (c ^ d))) &+ 0x5a82_7999
        case ..<40: (b ^ c ^ d) &+ 0x6ed9_eba1
        case ..<60: ((b & c) | (d & (b | c))) &+ 0x8f1b_bcdc
        default: (b ^ c ^ d) &+ 0xca62_c1d6
        }
    }

    private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
        (word &<< bits) | (word &>> (32 &- bits))
    }

    private static func hex(_ word: UInt32) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
