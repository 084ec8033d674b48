import Formats

/// How a manifest points at content: OCI's descriptor, which is Docker's as well.
struct ManifestDescriptor {
    var mediaType: String?
    var digest: ContentDigest
    var size: Int
    var isForeign: Bool
    var platform = Platform()
    var attests: ContentDigest?

    struct Platform {
        var os: String?
        var architecture: String?
        var variant: String?
    }

    init(_ reader: inout JSONReader) throws(DecodingFailure) {
        var members = Members()
        try reader.object { key, reader in try members.read(key, &reader) }
        guard let digest = members.digest else { throw reader.failure("a descriptor without a digest") }
        guard let size = members.size else { throw reader.failure("a descriptor without a size") }
        mediaType = members.mediaType
        self.digest = digest
        self.size = size
        isForeign = members.hasURLs || members.mediaType.map(MediaType.isForeign) ?? false
        platform = members.platform ?? Platform()
        attests = members.reference?.attested
    }

    /// Where a manifest is only named, as a subject is, its size is of no use.
    static func digest(_ reader: inout JSONReader) throws(DecodingFailure) -> ContentDigest {
        var members = Members()
        try reader.object { key, reader in try members.read(key, &reader) }
        guard let digest = members.digest else { throw reader.failure("a descriptor without a digest") }
        return digest
    }

    var blob: Manifest.Blob { Manifest.Blob(digest: digest, size: size, isForeign: isForeign) }

    var child: Manifest.Child {
        Manifest.Child(
            digest: digest, size: size, mediaType: mediaType, os: platform.os,
            architecture: platform.architecture, variant: platform.variant, attests: attests)
    }
}

/// The members of a descriptor as far as they were read.
///
/// A member that comes twice is refused: registries and clients differ in which of the two counts.
private struct Members {
    var mediaType: String?
    var digest: ContentDigest?
    var size: Int?
    var hasURLs = false
    var platform: ManifestDescriptor.Platform?
    var reference: Reference?

    /// What BuildKit notes of an attestation.
    struct Reference {
        var type: String?
        var digest: String?

        var attested: ContentDigest? {
            type == "attestation-manifest" ? digest.flatMap { ContentDigest($0) } : nil
        }
    }

    mutating func read(_ key: Span<UInt8>, _ reader: inout JSONReader) throws(DecodingFailure) {
        switch key {
        case "mediaType":
            guard mediaType == nil else { throw reader.failure("a member twice") }
            mediaType = try reader.string()
        case "digest":
            guard digest == nil else { throw reader.failure("a member twice") }
            guard let value = ContentDigest(try reader.string()) else {
                throw reader.failure("a digest that is not a SHA-256")
            }
            digest = value
        case "size":
            guard size == nil else { throw reader.failure("a member twice") }
            size = try Self.size(&reader)
        case "urls":
            let urls = try reader.optional { reader in try reader.list { try $0.string() } }
            hasURLs = hasURLs || urls?.isEmpty == false
        case "platform":
            guard platform == nil else { throw reader.failure("a member twice") }
            platform = try reader.optional { try ManifestDescriptor.Platform(&$0) }
        case "annotations":
            guard reference == nil else { throw reader.failure("a member twice") }
            reference = try reader.optional { try Reference(&$0) }
        default: break
        }
    }

    private static func size(_ reader: inout JSONReader) throws(DecodingFailure) -> Int {
        let size = try reader.int()
        guard size >= 0 else { throw reader.failure("a negative size") }
        guard size <= Manifest.Blob.sizeLimit else { throw reader.failure("a size beyond all blobs") }
        return size
    }
}

extension Members.Reference {
    fileprivate init(_ reader: inout JSONReader) throws(DecodingFailure) {
        try reader.object { key, reader in
            switch key {
            case "vnd.docker.reference.type": type = try reader.string()
            case "vnd.docker.reference.digest": digest = try reader.string()
            default: break
            }
        }
    }
}

extension ManifestDescriptor.Platform {
    fileprivate init(_ reader: inout JSONReader) throws(DecodingFailure) {
        try reader.object { key, reader in
            switch key {
            case "os": os = try reader.string()
            case "architecture": architecture = try reader.string()
            case "variant": variant = try reader.optional { try $0.string() }
            default: break
            }
        }
    }
}
