import Formats

/// The manifests themselves, as many as an answer may hold.
extension ECRAnswers {
    /// How many bytes all manifests of one answer may have.
    ///
    /// AWS publishes no such limit; a client that halves what it asks for lives with any.
    static let mostManifestBytes = 256 << 10

    private struct Failure {
        var name: ImageName
        var code: String

        var reason: String {
            switch code {
            case "ImageNotFound": "Requested image not found"
            case "ImageInaccessible": "The image is archived and has to be restored before it can be pulled"
            case "InvalidImageDigest": "Invalid request parameters: image digest should satisfy the regex"
            case "InvalidImageTag": "Invalid request parameters: image tag should satisfy the regex"
            case "ImageTagDoesNotMatchDigest": "The image tag does not belong to the image digest"
            default: "Invalid request parameters: both tag and digest cannot be null"
            }
        }
    }

    static func manifests(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let repository = try found(exchange)
        guard let names = try imageNames(exchange) else { throw .absent("imageIds") }
        let shelf = ImageShelf(repository, exchange.account, exchange.simulation)
        let lookup = exchange.lookups.lookup(shelf)
        var images: [(ImageName, Simulation.Image)] = []
        var failures: [Failure] = []
        for name in names {
            switch lookup.image(name) {
            case .found(let image) where image.isArchived:
                failures.append(Failure(name: name, code: "ImageInaccessible"))
            case .found(let image): images.append((name, image))
            case .failed(let code): failures.append(Failure(name: name, code: code))
            }
        }
        let size = images.reduce(0) { $0 + $1.1.manifest.count }
        guard size <= mostManifestBytes else {
            throw .own(
                status: 400, code: "InvalidParameterException",
                message:
                    "Invalid parameter at 'imageIds' failed to satisfy constraint: 'The response would be "
                    + "too large: \(size) bytes of manifests exceed \(mostManifestBytes). Request fewer images'"
            )
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("failures")
            writer.array { writer in
                for failure in failures { write(failure, to: &writer) }
            }
            writer.key("images")
            writer.array { writer in
                for (name, image) in images { write(image, name, repository, to: &writer) }
            }
        }
        return writer.bytes
    }

    private static func write(_ failure: Failure, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("failureCode", failure.code)
            writer.field("failureReason", failure.reason)
            writer.key("imageId")
            writer.imageID(failure.name.digest, failure.name.tag)
        }
    }

    private static func write(
        _ image: Simulation.Image, _ name: ImageName, _ repository: Simulation.Repository,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.key("imageId")
            writer.imageID(image.digest, name.tag)
            writer.field("imageManifest", String(decoding: image.manifest, as: UTF8.self))
            writer.field("imageManifestMediaType", image.mediaType)
            writer.field("registryId", repository.account)
            writer.field("repositoryName", repository.name)
        }
    }
}

extension JSONWriter {
    mutating func imageID(_ digest: String?, _ tag: String?) {
        object { writer in
            if let digest { writer.field("imageDigest", digest) }
            if let tag { writer.field("imageTag", tag) }
        }
    }
}
