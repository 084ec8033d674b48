import Formats

/// Images and their manifests, as ECR tells of them.
extension ECRAnswers {
    /// An image as it is asked for.
    struct ImageName {
        var digest: String?
        var tag: String?
    }

    static func images(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let repository = try found(exchange)
        let shelf = ImageShelf(repository, exchange.account, exchange.simulation)
        if let names = try imageNames(exchange) {
            let images = exchange.lookups.lookup(shelf)
            var wanted: [Simulation.Image] = []
            for name in names { wanted.append(try found(name, images, repository)) }
            return page(wanted, nil, shelf, exchange)
        }
        let size = try exchange.question.pageSize("maxResults", upTo: 1000, default: 100)
        let filter = try ImageFilter(exchange.question)
        let images = exchange.lookups.lookup(shelf).images.filter(filter.passes)
        let paging = try exchange.paging("nextToken", of: repository.name + filter.text)
        let slice = paging.slice(of: images.count, size: size, exchange.oddity)
        return page(images[slice.items], slice.next, shelf, exchange)
    }

    private static func page(
        _ images: some Sequence<Simulation.Image>, _ next: String?, _ shelf: ImageShelf, _ exchange: Exchange
    ) -> [UInt8] {
        let registry = Registry(exchange.account, exchange.region, exchange.simulation)
        return JSONWriter.page("imageDetails") { writer in
            for image in images {
                // The newer basic scans are told of by an operation of their own alone.
                let scan = registry.tellsScans ? ImageScan(shelf, image.place, registry) : nil
                write(image, scan, shelf.repository, to: &writer)
            }
        } token: {
            exchange.writeToken("nextToken", next, to: &$0)
        }
    }

    private static func write(
        _ image: Simulation.Image, _ scan: ImageScan?, _ repository: Simulation.Repository,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            if let type = image.artifactType { writer.field("artifactMediaType", type) }
            writer.field("imageDigest", image.digest)
            writer.field("imageManifestMediaType", image.mediaType)
            writer.time("imagePushedAt", image.pushed)
            if let scan {
                if scan.hasFindings {
                    writer.key("imageScanFindingsSummary")
                    writer.object { $0.summary(scan) }
                }
                writer.key("imageScanStatus")
                writer.status(scan.status)
            }
            writer.field("imageSizeInBytes", image.bytes)
            writer.field("imageStatus", image.isArchived ? "ARCHIVED" : "ACTIVE")
            if !image.tags.isEmpty {
                writer.key("imageTags")
                writer.array { writer in
                    for tag in image.tags { writer.string(tag) }
                }
            }
            if let time = image.restored { writer.time("lastActivatedAt", time) }
            if let time = image.archived { writer.time("lastArchivedAt", time) }
            if let time = image.pulled { writer.time("lastRecordedPullTime", time) }
            writer.field("registryId", repository.account)
            writer.field("repositoryName", repository.name)
            if let subject = image.subject { writer.field("subjectManifestDigest", subject) }
        }
    }

    static func found(
        _ name: ImageName, _ images: ImageLookup, _ repository: Simulation.Repository
    ) throws(Objection) -> Simulation.Image {
        guard case .found(let image) = images.image(name) else {
            throw .own(
                status: 400, code: "ImageNotFoundException",
                message: "The image with imageId {imageDigest:'\(name.digest ?? "null")', "
                    + "imageTag:'\(name.tag ?? "null")'} does not exist within the repository with name "
                    + "'\(repository.name)' in the registry with id '\(repository.account)'")
        }
        return image
    }

    /// The images that are asked for one by one; nil where a listing is asked for.
    static func imageNames(_ exchange: Exchange) throws(Objection) -> [ImageName]? {
        guard case .object(let object) = exchange.question, let list = object["imageIds"], !list.isNull else {
            return nil
        }
        guard let elements = list.elements else { throw .malformed }
        guard (1...100).contains(elements.count) else {
            throw .outside("imageIds", "\(elements.count)", "length between 1 and 100")
        }
        return elements.map { ImageName(digest: $0["imageDigest"]?.string, tag: $0["imageTag"]?.string) }
    }
}

/// What a listing of images leaves out.
private struct ImageFilter {
    private let tagStatus: String
    private let status: String

    /// Without a word, only what is active is listed.
    init(_ question: Question) throws(Objection) {
        var filter: JSON?
        if case .object(let object) = question { filter = object["filter"] }
        tagStatus = filter?["tagStatus"]?.string ?? "ANY"
        status = filter?["imageStatus"]?.string ?? "ACTIVE"
        guard ["ANY", "TAGGED", "UNTAGGED"].contains(tagStatus) else {
            throw .outside("filter.tagStatus", tagStatus, "in [TAGGED, UNTAGGED, ANY]")
        }
        guard ["ANY", "ACTIVE", "ARCHIVED", "ACTIVATING"].contains(status) else {
            throw .outside("filter.imageStatus", status, "in [ACTIVE, ARCHIVED, ACTIVATING, ANY]")
        }
    }

    var text: String { "|\(tagStatus)|\(status)" }

    func passes(_ image: Simulation.Image) -> Bool {
        if tagStatus != "ANY", (tagStatus == "TAGGED") == image.tags.isEmpty { return false }
        return status == "ANY" || status == (image.isArchived ? "ARCHIVED" : "ACTIVE")
    }
}
