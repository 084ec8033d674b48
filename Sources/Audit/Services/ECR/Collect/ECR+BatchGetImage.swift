import AWS
import Formats
import HTTP
import Images

extension ECR {
    /// The manifests of some images: at most a hundred.
    struct BatchGetImage: Request {
        var repository: String
        var digests: [ContentDigest]

        static let operation = Operation(.ecr, "BatchGetImage", action: "ecr:BatchGetImage", rate: 10)

        /// Whatever else there is would come as another document, with another digest.
        static let mediaTypes = [
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.artifact.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v1+prettyjws",
        ]

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("repositoryName", repository)
                writer.key("imageIds")
                writer.array { writer in
                    for digest in digests { writer.object { $0.field("imageDigest", digest.description) } }
                }
                writer.field("acceptedMediaTypes", Self.mediaTypes)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> ManifestPage {
            try JSONReader.read(response.body) { reader in
                var page = ManifestPage()
                var isAnswer = false
                try reader.members { key, reader in
                    switch key {
                    case "images":
                        page.manifests = try reader.list { reader in try FetchedManifest(&reader) }
                        isAnswer = true
                    case "failures":
                        page.failures = try reader.list { reader in try ManifestFailure(&reader) }
                    default: break
                    }
                }
                guard isAnswer else { throw DecodingFailure("no images") }
                return page
            }
        }
    }

    struct ManifestPage: Equatable, Sendable {
        var manifests: [FetchedManifest] = []
        var failures: [ManifestFailure] = []
    }

    /// A manifest as it came, before anybody believes it.
    struct FetchedManifest: Equatable, Sendable {
        var digest: ContentDigest?
        var text: [UInt8] = []
        var mediaType: String?

        init(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                switch key {
                case "imageId":
                    try reader.members { key, reader in
                        if key == "imageDigest" { digest = try reader.contentDigest() }
                    }
                case "imageManifest": text = Array(try reader.string().utf8)
                case "imageManifestMediaType": mediaType = try reader.string()
                default: break
                }
            }
        }
    }

    /// Why a manifest did not come.
    struct ManifestFailure: Equatable, Sendable {
        var digest: ContentDigest?
        var code = ""
        var reason = ""

        init(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                switch key {
                case "imageId":
                    try reader.members { key, reader in
                        if key == "imageDigest" { digest = ContentDigest(try reader.string()) }
                    }
                case "failureCode": code = try reader.string()
                case "failureReason": reason = try reader.string()
                default: break
                }
            }
        }
    }
}
