/// The 32 bytes of a SHA-256 hash or of a tag made with it.
package struct Digest: Sendable {
    let words: InlineArray<8, UInt32>

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for index in words.indices {
            let word = words[index]
            bytes.append(UInt8(truncatingIfNeeded: word >> 24))
            bytes.append(UInt8(truncatingIfNeeded: word >> 16))
            bytes.append(UInt8(truncatingIfNeeded: word >> 8))
            bytes.append(UInt8(truncatingIfNeeded: word))
        }
        return bytes
    }

    /// 64 lower-case hexadecimal digits, as signatures and checksum files have them.
    package var hex: String {
        let digits: StaticString = "0123456789abcdef"
        return String(unsafeUninitializedCapacity: 64) { text in
            for index in 0..<64 {
                let shift = UInt32(28 - 4 * (index % 8))
                text[index] = digits.utf8Start[Int(words[index / 8] >> shift & 0xF)]
            }
            return 64
        }
    }
}

extension Digest: Hashable {
    package static func == (left: Digest, right: Digest) -> Bool {
        left.words.indices.allSatisfy { left.words[$0] == right.words[$0] }
    }

    package func hash(into hasher: inout Hasher) {
        for index in words.indices { hasher.combine(words[index]) }
    }
}
