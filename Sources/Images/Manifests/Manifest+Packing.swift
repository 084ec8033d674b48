import Formats

extension Manifest {
    /// The manifest in few bytes, for a database; `PackedManifest` draws them.
    ///
    /// Sizes must not be negative nor above the limit of blobs, as reading leaves them.
    package var packed: [UInt8] {
        let blobs = (config.map { [$0] } ?? []) + layers
        var bytes = [PackedManifest.version, PackedFlags(self).byte]
        bytes.reserveCapacity(16 + 40 * blobs.count + 48 * children.count)
        bytes.append(packed: blobs.count)
        for blob in blobs {
            bytes.append(packed: blob.size << 1 | (blob.isForeign ? 1 : 0))
            bytes.append(blob.digest)
        }
        if let subject { bytes.append(subject) }
        PackedWord.append(mediaType, to: &bytes)
        PackedWord.append(artifactType, to: &bytes)
        bytes.append(packed: children.count)
        for child in children { child.pack(to: &bytes) }
        return bytes
    }

    /// Reads what `packed` made.
    package init(packed: [UInt8]) throws(DecodingFailure) {
        self = try packed.span.withUnsafeBytes { (bytes) throws(DecodingFailure) in try Manifest(bytes) }
    }

    private init(_ bytes: UnsafeRawBufferPointer) throws(DecodingFailure) {
        var (cursor, flags) = try PackedManifest.opened(bytes)
        self.init(kind: flags.kind, purpose: flags.purpose)
        let count = try cursor.number()
        // A blob takes 33 bytes or more: a count that cannot be true must not take memory.
        guard count <= cursor.rest / 33, count > 0 || !flags.hasConfig else { throw .damagedManifest }
        layers.reserveCapacity(count)
        for index in 0..<count {
            try PackedManifest.blob(&cursor) { digest, size, isForeign throws(DecodingFailure) in
                let blob = Blob(digest: digest, size: size, isForeign: isForeign)
                if index == 0, flags.hasConfig { config = blob } else { layers.append(blob) }
            }
        }
        if flags.hasSubject { subject = try cursor.digest() }
        mediaType = try PackedWord.read(&cursor)
        artifactType = try PackedWord.read(&cursor)
        let listed = try cursor.number()
        guard listed <= cursor.rest / 33 else { throw .damagedManifest }
        children.reserveCapacity(listed)
        for _ in 0..<listed { children.append(try Child(&cursor)) }
        guard cursor.isAtEnd else { throw .damagedManifest }
    }
}

extension Manifest.Child {
    fileprivate func pack(to bytes: inout [UInt8]) {
        bytes.append(packed: size)
        bytes.append(digest)
        bytes.append(attests == nil ? 0 : 1)
        if let attests { bytes.append(attests) }
        for word in [mediaType, os, architecture, variant] { PackedWord.append(word, to: &bytes) }
    }

    fileprivate init(_ cursor: inout PackedCursor) throws(DecodingFailure) {
        let size = try cursor.number()
        guard size <= Manifest.Blob.sizeLimit else { throw .damagedManifest }
        self.init(digest: try cursor.digest(), size: size)
        switch try cursor.byte() {
        case 0: break
        case 1: attests = try cursor.digest()
        default: throw .damagedManifest
        }
        mediaType = try PackedWord.read(&cursor)
        os = try PackedWord.read(&cursor)
        architecture = try PackedWord.read(&cursor)
        variant = try PackedWord.read(&cursor)
    }
}
