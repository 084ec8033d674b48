import Formats

/// The SHA-256 hash by which a registry names content: a manifest, a configuration or a layer.
///
/// Four words instead of a text of 71 bytes: millions of them are compared and kept.
package struct ContentDigest: Hashable, Sendable {
    let words: Words

    /// Four words, the first the most significant.
    typealias Words = (UInt64, UInt64, UInt64, UInt64)

    init(words: Words) { self.words = words }

    /// The digest of content.
    package init(of content: [UInt8]) {
        self.init(bytes: SHA256.hash(of: content.span).bytes.span)
    }

    /// Its 32 bytes, as the database keeps them.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.init(bytes: bytes.span)
    }

    /// Its text: `sha256:` and 64 small hexadecimal digits.
    ///
    /// Nothing else is taken, no other algorithm either.
    package init?(_ text: some StringProtocol) {
        guard text.hasPrefix("sha256:"), text.utf8.count == 71 else { return nil }
        self.init(hex: text.utf8.dropFirst(7))
    }

    /// Its 64 small hexadecimal digits alone, as tags of signatures have them.
    package init?(hex digits: some Collection<UInt8>) {
        guard digits.count == 64 else { return nil }
        var words: [UInt64] = [0, 0, 0, 0]
        for (index, digit) in digits.enumerated() {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            default: return nil
            }
            words[index / 16] = words[index / 16] << 4 | UInt64(value)
        }
        self.words = (words[0], words[1], words[2], words[3])
    }

    private init(bytes: Span<UInt8>) {
        self = bytes.withUnsafeBytes { Self(at: $0) }
    }

    /// The digest of the first 32 of some bytes.
    private init(at bytes: UnsafeRawBufferPointer) {
        func word(_ offset: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        words = (word(0), word(8), word(16), word(24))
    }

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        bytes.append(self)
        return bytes
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.words == right.words
    }

    package func hash(into hasher: inout Hasher) {
        // A hash's own bits are as good as any: one word of it is enough to find it by.
        hasher.combine(words.0)
    }
}

extension ContentDigest: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.words < right.words }
}

extension ContentDigest: CustomStringConvertible {
    package var description: String {
        let digits = Array("0123456789abcdef".utf8)
        var text = Array("sha256:".utf8)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
