import Formats

/// Manifests of what is said about images: signatures, attestations, bills of materials.
extension ImageShelf {
    private static let empty: StaticString =
        "{\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"digest\":\"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\",\"size\":2}"
    private static let statements: [StaticString] = [
        "https://slsa.dev/provenance/v1", "https://spdx.dev/Document",
    ]

    /// What buildx puts beside an image: where it comes from, and what is in it.
    func attestation(_ place: Int, of image: ImageContent) -> ImageContent {
        var content = ImageContent(.manifest)
        let blobs = attestationBlobs(place)
        content.bytes = blobs.reduce(0) { $0 + $1.size }
        content.artifact = "application/vnd.oci.image.config.v1+json"
        content.manifest.open(.manifest)
        content.manifest.append(",\"config\":")
        content.manifest.descriptor("application/vnd.oci.image.config.v1+json", blobs[0])
        content.manifest.append(",\"layers\":[")
        for (number, statement) in Self.statements.enumerated() {
            if number > 0 { content.manifest.append(",") }
            content.manifest.descriptor("application/vnd.in-toto+json", blobs[number + 1])
            content.manifest.removeLast()
            content.manifest.append(",\"annotations\":{\"in-toto.io/predicate-type\":\"")
            content.manifest.append(statement)
            content.manifest.append("\"}}")
        }
        content.manifest.append("]}")
        return content
    }

    /// A signature as cosign first made it: an image like others, but for its tag.
    func signature(_ place: Int, of subject: ImageContent) -> ImageContent {
        var content = ImageContent(.manifest)
        let blobs = signatureBlobs(place)
        content.bytes = blobs[0].size + blobs[1].size
        content.artifact = "application/vnd.oci.image.config.v1+json"
        content.manifest.open(.manifest)
        content.manifest.append(",\"config\":")
        content.manifest.descriptor("application/vnd.oci.image.config.v1+json", blobs[0])
        content.manifest.append(",\"layers\":[")
        content.manifest.descriptor("application/vnd.dev.cosign.simplesigning.v1+json", blobs[1])
        content.manifest.removeLast()
        content.manifest.append(",\"annotations\":{\"dev.cosignproject.cosign/signature\":\"")
        content.manifest.append(contentsOf: Alphabet.base64.text(own(place).bytes(71)).utf8)
        content.manifest.append("\"}}]}")
        return content
    }

    /// What points at its subject.
    func referrer(_ place: Int, _ kind: Item.Referrer, to subject: ImageContent) -> ImageContent {
        var content = ImageContent(.manifest)
        let type: StaticString =
            switch kind {
            case .billOfMaterials: "application/spdx+json"
            case .signature where draw.at("notation").percent(30): "application/vnd.cncf.notary.signature"
            case .signature: "application/vnd.dev.sigstore.bundle.v0.3+json"
            }
        let blob = referrerBlob(place, kind)
        content.bytes = blob.size + Self.emptySize
        content.artifact = "\(type)"
        content.subject = subject.digest
        content.manifest.open(.manifest)
        content.manifest.append(",\"artifactType\":\"")
        content.manifest.append(type)
        content.manifest.append("\",\"config\":")
        content.manifest.append(Self.empty)
        content.manifest.append(",\"layers\":[")
        content.manifest.descriptor(type, blob)
        content.manifest.append("],\"subject\":")
        content.manifest.descriptor(subject)
        content.manifest.append("}}")
        return content
    }

    /// How large what stands for no configuration is.
    static let emptySize = 2

    /// The configuration, then what is stated.
    func attestationBlobs(_ place: Int) -> [Blob] {
        let draw = own(place)
        let statements = Self.statements.indices.map { Blob(draw.at($0), 2_000...900_000) }
        return [Blob(draw.at("configuration"), 160...260)] + statements
    }

    /// The configuration, then what is signed.
    func signatureBlobs(_ place: Int) -> [Blob] {
        let draw = own(place)
        return [Blob(draw.at("configuration"), 230...240), Blob(draw.at("payload"), 240...260)]
    }

    func referrerBlob(_ place: Int, _ kind: Item.Referrer) -> Blob {
        Blob(own(place), kind == .signature ? 2_000...6_000 : 40_000...3_000_000)
    }

    private func own(_ place: Int) -> Draw { draw.at("beside").at(place) }
}
