import Formats

/// The different blobs of one repository with their sizes, as a database keeps them.
///
///     version  1
///     blobs    32 bytes of digest and 8 of size, the most significant first; sorted by digest
///
/// Sorted and of one width, so that a slice of all digests is a range of the bytes.
package struct LayerShelf: Equatable, Sendable {
    private static let version: UInt8 = 1
    private static let width = 40

    package let bytes: [UInt8]

    /// The blobs of a repository.
    package init(_ ledger: LayerLedger) {
        var blobs: [(digest: ContentDigest, size: Int)] = []
        blobs.reserveCapacity(ledger.blobCount)
        ledger.forEachBlob { blobs.append(($0, $1)) }
        blobs.sort { $0.digest < $1.digest }
        var bytes = [Self.version]
        bytes.reserveCapacity(1 + Self.width * blobs.count)
        for blob in blobs {
            bytes.append(blob.digest)
            withUnsafeBytes(of: Int64(blob.size).bigEndian) { bytes.append(contentsOf: $0) }
        }
        self.bytes = bytes
    }

    /// Bytes that were kept, if they are whole and in order.
    package init(bytes: [UInt8]) throws(DecodingFailure) {
        let damage = DecodingFailure("a packed list of layers is damaged")
        guard let version = bytes.first, bytes.count % Self.width == 1 else { throw damage }
        guard version == Self.version else { throw DecodingFailure("a list of layers of another version") }
        self.bytes = bytes
        var last: ContentDigest?
        var isInOrder = true
        forEachBlob(in: 0..<count) { digest, size in
            if let last, last >= digest { isInOrder = false }
            if size < 0 { isInOrder = false }
            last = digest
        }
        guard isInOrder else { throw damage }
    }

    /// How many blobs there are.
    package var count: Int { bytes.count / Self.width }

    /// The blobs that lie in one slice of all digests: one of 1 to 256 equal parts, told by the first byte.
    package func slice(_ number: Int, of parts: Int) -> Range<Int> {
        let parts = max(1, parts)
        // The first byte at which a part begins, the one behind the last being 256.
        func start(_ part: Int) -> Int { (part * 256 + parts - 1) / parts }
        return place(of: start(number))..<place(of: start(number + 1))
    }

    /// Calls `body` for some of the blobs, by digest.
    package func forEachBlob(in range: Range<Int>, _ body: (ContentDigest, Int) -> Void) {
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            for index in range.clamped(to: 0..<count) {
                let place = base + 1 + Self.width * index
                let size = place.loadUnaligned(fromByteOffset: 32, as: Int64.self)
                body(ContentDigest(at: place), Int(Int64(bigEndian: size)))
            }
        }
    }

    /// The first blob whose digest begins with this byte or a greater one.
    private func place(of byte: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if Int(bytes[1 + Self.width * middle]) < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
