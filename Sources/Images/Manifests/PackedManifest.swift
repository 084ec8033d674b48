import Formats

/// A manifest as a database keeps it, whose blobs can be gone through without making anything of them.
///
///     version   1
///     flags     kind (2 bits) │ purpose (3) │ has config │ has subject
///     blobs     how many, then each: 2 × size + foreign, and 32 bytes of digest; the config comes first
///     subject   32 bytes, where there is one
///     types     the manifest's and the artifact's, as packed words
///     children  how many, then each: size, digest, has attested (0, 1), the digest attested,
///               media type, os, architecture and variant as packed words
package struct PackedManifest: Sendable {
    static let version: UInt8 = 1

    let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Calls `body` for the configuration and each layer, in order.
    ///
    /// It looks only at what it passes: damage behind the blobs goes unnoticed, and damage among them is
    /// noticed after those before it were handed on.
    package func forEachBlob(
        _ body: (_ digest: ContentDigest, _ size: Int, _ isForeign: Bool) throws(DecodingFailure) -> Void
    ) throws(DecodingFailure) {
        try bytes.span.withUnsafeBytes { bytes throws(DecodingFailure) in
            var (cursor, _) = try Self.opened(bytes)
            for _ in 0..<(try cursor.number()) { try Self.blob(&cursor, body) }
        }
    }

    /// Calls `body` for each layer, in order.
    package func forEachLayer(
        _ body: (_ digest: ContentDigest, _ size: Int, _ isForeign: Bool) throws(DecodingFailure) -> Void
    ) throws(DecodingFailure) {
        try bytes.span.withUnsafeBytes { bytes throws(DecodingFailure) in
            var (cursor, flags) = try Self.opened(bytes)
            let count = try cursor.number()
            for index in 0..<count {
                if index == 0, flags.hasConfig {
                    try Self.blob(&cursor) { _, _, _ in }
                } else {
                    try Self.blob(&cursor, body)
                }
            }
        }
    }

    /// A cursor before the number of blobs.
    static func opened(
        _ bytes: UnsafeRawBufferPointer
    ) throws(DecodingFailure) -> (PackedCursor, PackedFlags) {
        guard var cursor = PackedCursor(bytes) else { throw .damagedManifest }
        guard try cursor.byte() == version else {
            throw DecodingFailure("a packed manifest of another version")
        }
        guard let flags = PackedFlags(byte: try cursor.byte()) else { throw .damagedManifest }
        return (cursor, flags)
    }

    @inline(__always)
    static func blob(
        _ cursor: inout PackedCursor,
        _ body: (_ digest: ContentDigest, _ size: Int, _ isForeign: Bool) throws(DecodingFailure) -> Void
    ) throws(DecodingFailure) {
        let number = try cursor.number()
        guard number >> 1 <= Manifest.Blob.sizeLimit else { throw .damagedManifest }
        try body(try cursor.digest(), number >> 1, number & 1 == 1)
    }
}
