import CZlib

/// The CRC-32 of gzip, zip and PNG, by zlib.
package struct CRC32: Sendable {
    /// The checksum of all bytes so far.
    package private(set) var value: UInt32 = 0

    package init() {}

    package init(of bytes: Span<UInt8>) {
        update(bytes)
    }

    package mutating func update(_ bytes: Span<UInt8>) {
        guard !bytes.isEmpty else { return }  // zlib takes a null address as the order to begin anew
        value = bytes.withUnsafeBufferPointer { UInt32(crc32_z(UInt(value), $0.baseAddress, $0.count)) }
    }
}
