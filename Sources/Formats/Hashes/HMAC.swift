/// HMAC of RFC 2104 with SHA-256: a tag that only who has the key can make.
///
/// A value holds the key, already hashed, and may make many tags: a signing key lasts a day.
package struct HMAC: Sendable {
    /// What has hashed the key as it stands before the message, and before the inner digest.
    private let inner, outer: SHA256

    package init(key: Span<UInt8>) {
        var block = [UInt8](repeating: 0, count: SHA256.blockSize)
        let isLong = key.count > SHA256.blockSize
        let short = isLong ? SHA256.hash(of: key).bytes : key.withUnsafeBufferPointer { Array($0) }
        block.replaceSubrange(..<short.count, with: short)
        inner = Self.hash(beginning: block.map { $0 ^ 0x36 })
        outer = Self.hash(beginning: block.map { $0 ^ 0x5C })
    }

    package func tag(of message: Span<UInt8>) -> Digest {
        var first = inner
        first.update(message)
        var second = outer
        second.update(first.digest().bytes.span)
        return second.digest()
    }

    private static func hash(beginning block: [UInt8]) -> SHA256 {
        var hash = SHA256()
        hash.update(block.span)
        return hash
    }
}
