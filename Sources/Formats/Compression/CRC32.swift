import CZlib

/// The CRC-32 of gzip, zip and PNG: by carry-less multiplication where the processor has it, else by zlib.
package struct CRC32: Sendable {
    /// The checksum of all bytes so far.
    package private(set) var value: UInt32 = 0

    private static let canFold = stocktake_can_fold_crc32() != 0

    package init() {}

    package init(of bytes: Span<UInt8>) {
        update(bytes)
    }

    package mutating func update(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
            let folded = Self.canFold && bytes.count >= 64 ? bytes.count & ~15 : 0
            if folded > 0 { value = stocktake_fold_crc32(value, start, UInt(folded)) }
            // zlib takes a null address as the order to begin anew, so nothing is no call.
            guard folded < bytes.count else { return }
            value = UInt32(crc32_z(UInt(value), start + folded, bytes.count - folded))
        }
    }
}
