import Formats

/// Manifests of images, and of what lists them.
extension ImageShelf {
    private static let dockerLayer: StaticString = "application/vnd.docker.image.rootfs.diff.tar.gzip"
    private static let layer: StaticString = "application/vnd.oci.image.layer.v1.tar+gzip"
    private static let dockerConfiguration = "application/vnd.docker.container.image.v1+json"
    private static let configuration = "application/vnd.oci.image.config.v1+json"

    private var isDocker: Bool { habit.form == .docker || habit.form == .dockerList }

    func image(_ build: Int, _ platform: Int) -> ImageContent {
        var content = ImageContent(isDocker ? .docker : .manifest)
        let configuration = configuration(build, platform)
        let layers = layers(build, platform)
        content.bytes = layers.reduce(configuration.size) { $0 + $1.size }
        content.artifact = isDocker ? Self.dockerConfiguration : Self.configuration
        content.manifest.reserveCapacity(2600)
        content.manifest.open(content.mediaType)
        content.manifest.append(",\"config\":")
        content.manifest.descriptor(
            isDocker
                ? "application/vnd.docker.container.image.v1+json"
                : "application/vnd.oci.image.config.v1+json",
            configuration)
        content.manifest.append(",\"layers\":[")
        for (number, blob) in layers.enumerated() {
            if number > 0 { content.manifest.append(",") }
            content.manifest.descriptor(isDocker ? Self.dockerLayer : Self.layer, blob)
        }
        content.manifest.append("]")
        if habit.isAnnotated { annotate(&content.manifest, build) }
        content.manifest.append("}")
        return content
    }

    func configuration(_ build: Int, _ platform: Int) -> Blob {
        Blob(draw.at("app").at(build).at(platform).at("configuration"), 2_000...14_000)
    }

    /// The layers of a base image, then what it needs, then what was built: the later, the oftener new.
    func layers(_ build: Int, _ platform: Int) -> [Blob] {
        var layers = baseLayers(build, platform)
        guard !habit.isBase else { return layers }
        for number in 0..<draw.at("needs").within(1...3) {
            let epoch = build / (4 + 7 * number)
            let draw = draw.at("needs").at(number).at(epoch).at(platform)
            layers.append(Blob(draw, 3_000_000...450_000_000, weight: habit.weight))
        }
        let count = habit.isAnnotated ? 5 : draw.at("parts").within(1...3)
        for number in 0..<count {
            let draw = draw.at("app").at(build).at(platform).at(number)
            layers.append(Blob(draw, 100_000...130_000_000))
        }
        return layers
    }

    /// A base image is made anew every two months.
    private func baseLayers(_ build: Int, _ platform: Int) -> [Blob] {
        let time = habit.isPinned ? repository.created : items[roots[build]].pushed
        let base = shared.at(habit.flavour).at(time.day / 60).at(platform)
        return (0..<(3 + habit.flavour % 2)).map { number in
            Blob(base.at(number), number == 0 ? 25_000_000...60_000_000 : 200_000...30_000_000)
        }
    }

    private func annotate(_ manifest: inout [UInt8], _ build: Int) {
        let commit = draw.at("commit").at(build)
        manifest.append(",\"annotations\":{\"org.opencontainers.image.created\":\"")
        manifest.append(contentsOf: "\(items[roots[build]].pushed)".utf8)
        manifest.append("\",\"org.opencontainers.image.revision\":\"")
        for part in 0..<2 { manifest.append(hexOf: commit.at(part).bits) }
        manifest.append("\",\"org.opencontainers.image.source\":\"https://git.halvorsen.example/")
        manifest.append(contentsOf: repository.name.utf8)
        manifest.append("\",\"org.opencontainers.image.description\":\"")
        manifest.append("Built by the company's pipeline from its main line, with everything that it needs, ")
        manifest.append("for all that run it; whoever finds a fault in it asks the team that is its owner. ")
        manifest.append("What it may be used for is written in the handbook of the platform, and what it ")
        manifest.append("must not be used for as well; what is not written anywhere needs a decision first.")
        manifest.append("\",\"org.opencontainers.image.vendor\":\"Halvorsen\"}")
    }

    func index(_ children: Range<Int>, _ known: (Int) -> ImageContent) -> ImageContent {
        var content = ImageContent(habit.form == .dockerList ? .dockerList : .index)
        content.manifest.reserveCapacity(1600)
        content.manifest.open(content.mediaType)
        content.manifest.append(",\"manifests\":[")
        for place in children {
            if place > children.lowerBound { content.manifest.append(",") }
            let child = known(place)
            content.bytes = max(content.bytes, child.bytes)
            content.manifest.descriptor(child)
            switch items[place].kind {
            case .image(let platform): writePlatform(platform, &content.manifest)
            case .attestation(let image): writeAttestation(of: known(image), &content.manifest)
            default: break
            }
            content.manifest.append("}")
        }
        content.manifest.append("]}")
        return content
    }

    private func writePlatform(_ platform: Int, _ manifest: inout [UInt8]) {
        manifest.append(",\"platform\":{\"architecture\":\"")
        manifest.append(contentsOf: ImageHabit.platformNames[platform].utf8)
        manifest.append("\",\"os\":\"linux\"")
        if platform == 1, habit.form == .dockerList { manifest.append(",\"variant\":\"v8\"") }
        if platform == 2 { manifest.append(",\"variant\":\"v7\"") }
        manifest.append("}")
    }

    private func writeAttestation(of image: ImageContent, _ manifest: inout [UInt8]) {
        manifest.append(",\"annotations\":{\"vnd.docker.reference.digest\":\"")
        manifest.append(contentsOf: image.digest.utf8)
        manifest.append("\",\"vnd.docker.reference.type\":\"attestation-manifest\"}")
        manifest.append(",\"platform\":{\"architecture\":\"unknown\",\"os\":\"unknown\"}")
    }
}

extension [UInt8] {
    mutating func open(_ mediaType: ImageContent.MediaType) {
        append("{\"schemaVersion\":2,\"mediaType\":\"")
        append(contentsOf: mediaType.rawValue.utf8)
        append("\"")
    }

    mutating func descriptor(_ mediaType: StaticString, _ blob: Blob) {
        append("{\"mediaType\":\"")
        append(mediaType)
        append("\",\"digest\":\"")
        append(digestOf: blob)
        append("\",\"size\":")
        append(digitsOf: blob.size)
        append("}")
    }

    /// The beginning of a descriptor of a manifest, without its end.
    mutating func descriptor(_ content: ImageContent) {
        append("{\"mediaType\":\"")
        append(contentsOf: content.mediaType.rawValue.utf8)
        append("\",\"digest\":\"")
        append(contentsOf: content.digest.utf8)
        append("\",\"size\":")
        append(digitsOf: content.manifest.count)
    }
}
