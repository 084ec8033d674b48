import Formats

/// A manifest, and what its bytes say of it.
struct ImageContent {
    var manifest: [UInt8] = []
    /// With `sha256:` before it.
    var digest = ""
    var mediaType: MediaType
    /// How many bytes are kept for it; of an index, those of the largest of its images.
    var bytes = 0
    var artifact: String?
    /// What it was made for.
    var subject: String?

    init(_ mediaType: MediaType) { self.mediaType = mediaType }

    mutating func seal() { digest = "sha256:" + SHA256.hash(of: manifest.span).hex }

    enum MediaType: String {
        case docker = "application/vnd.docker.distribution.manifest.v2+json"
        case dockerList = "application/vnd.docker.distribution.manifest.list.v2+json"
        case manifest = "application/vnd.oci.image.manifest.v1+json"
        case index = "application/vnd.oci.image.index.v1+json"
    }
}

extension ImageShelf {
    /// The contents of everything on the shelf, gone or not.
    func contents() -> [ImageContent] {
        var contents: [ImageContent] = []
        contents.reserveCapacity(items.count)
        // Whatever something points at lies before it.
        for place in items.indices { contents.append(content(of: place) { contents[$0] }) }
        return contents
    }

    /// The content of one place, made with no more than what it points at.
    func content(of place: Int) -> ImageContent {
        content(of: place) { content(of: $0) }
    }

    private func content(of place: Int, _ known: (Int) -> ImageContent) -> ImageContent {
        let item = items[place]
        var content: ImageContent
        switch item.kind {
        case .image(let platform): content = image(item.build, platform)
        case .index(let children): content = index(children, known)
        case .attestation(let image): content = attestation(place, of: known(image))
        case .signature(let subject): content = signature(place, of: known(subject))
        case .referrer(let subject, let kind): content = referrer(place, kind, to: known(subject))
        }
        content.seal()
        return content
    }
}
