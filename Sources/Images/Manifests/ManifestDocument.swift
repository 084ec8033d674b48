import Formats

/// The members of a manifest's text, before it is decided what kind of manifest they make.
struct ManifestDocument {
    private var schemaVersion: Int?
    private var mediaType: String?
    private var artifactType: String?
    private var config: ManifestDescriptor?
    private var layers: [ManifestDescriptor]?
    private var manifests: [ManifestDescriptor]?
    private var subject: ContentDigest?
    private var hasFirstLayers = false
    private var seen: Set<Member> = []

    /// The members that decide something.
    private enum Member: String {
        case schemaVersion, mediaType, artifactType, config, layers, blobs, manifests, subject, fsLayers

        init?(_ key: Span<UInt8>) { self.init(rawValue: String(key)) }
    }

    init(_ bytes: [UInt8]) throws(DecodingFailure) {
        var document = ManifestDocument()
        try JSONReader.read(bytes) { reader in
            try reader.object { key, reader in
                guard let member = Member(key) else { return }
                // Of two, a registry may follow one and a client the other: neither is believed.
                guard document.seen.insert(member).inserted else { throw reader.failure("a member twice") }
                try document.read(member, &reader)
            }
        }
        self = document
    }

    private init() {}

    private mutating func read(
        _ member: Member, _ reader: inout JSONReader
    ) throws(DecodingFailure) {
        switch member {
        case .schemaVersion: schemaVersion = try reader.int()
        case .mediaType: mediaType = try reader.optional { try $0.string() }
        case .artifactType: artifactType = try reader.optional { try $0.string() }
        case .config: config = try reader.optional { try ManifestDescriptor(&$0) }
        case .layers, .blobs:
            guard layers == nil else { throw reader.failure("both layers and blobs") }
            layers = try Self.descriptors(&reader)
        case .manifests: manifests = try Self.descriptors(&reader)
        case .subject: subject = try reader.optional { try ManifestDescriptor.digest(&$0) }
        case .fsLayers: hasFirstLayers = true
        }
    }

    /// Programs in Go write an empty list as `null`.
    private static func descriptors(
        _ reader: inout JSONReader
    ) throws(DecodingFailure) -> [ManifestDescriptor] {
        try reader.optional { reader in try reader.list { try ManifestDescriptor(&$0) } } ?? []
    }
}

extension ManifestDocument {
    /// The manifest that the members make, which the registry calls by a media type of its own.
    func manifest(called told: String?) throws(DecodingFailure) -> Manifest {
        let mediaType = mediaType.flatMap { $0.isEmpty ? nil : $0 } ?? told
        let kind = try kind()
        // Content that is an image to one reader and an index to another has been used to hide things:
        // GHSA-77vh-xpmg-72qh.
        for name in [mediaType, told] {
            guard let name, let promised = MediaType.kind(name), promised != kind else { continue }
            throw DecodingFailure("a media type that its members contradict")
        }
        return switch kind {
        case .schema1: Manifest(kind: .schema1, mediaType: mediaType)
        case .index: index(mediaType)
        case .image: image(mediaType)
        }
    }

    private func kind() throws(DecodingFailure) -> Manifest.Kind {
        if let schemaVersion, schemaVersion != 2 {
            guard schemaVersion == 1 else { throw DecodingFailure("a schema version that is not known") }
            guard layers == nil, manifests == nil else {
                throw DecodingFailure("members of another schema version")
            }
            return .schema1
        }
        guard !hasFirstLayers else { throw DecodingFailure("members of another schema version") }
        switch (layers, manifests) {
        case (nil, .some):
            guard config == nil else { throw DecodingFailure("both a config and manifests") }
            return .index
        case (.some, nil): return .image
        case (.some, .some): throw DecodingFailure("both layers and manifests")
        case (nil, nil):
            // The withdrawn artifact manifest may leave its blobs away.
            guard mediaType == MediaType.artifact else {
                throw DecodingFailure("neither layers nor manifests")
            }
            return .image
        }
    }

    private func index(_ mediaType: String?) -> Manifest {
        let type = artifactType.flatMap { $0.isEmpty ? nil : $0 }
        return Manifest(
            kind: .index, mediaType: mediaType, artifactType: type,
            children: (manifests ?? []).map(\.child), subject: subject,
            purpose: type.map { Manifest.Purpose(mediaType: $0) ?? .other } ?? .container)
    }

    private func image(_ mediaType: String?) -> Manifest {
        let layers = layers ?? []
        let purpose = Manifest.Purpose(
            artifactType: type, config: config?.mediaType, layers: layers.map { $0.mediaType ?? "" })
        return Manifest(
            kind: .image, mediaType: mediaType, artifactType: type, config: config?.blob,
            layers: layers.map(\.blob), subject: subject, purpose: purpose)
    }

    private var type: String? {
        if let artifactType, !artifactType.isEmpty { return artifactType }
        guard let type = config?.mediaType, !type.isEmpty, type != MediaType.empty,
            !MediaType.isContainerConfig(type)
        else { return nil }
        return type
    }
}
