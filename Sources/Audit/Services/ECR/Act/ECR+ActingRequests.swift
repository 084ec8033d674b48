import AWS
import Formats
import HTTP
import Images

extension ECR {
    /// What the commands that act may do, and no night does.
    package static let actingOperations = [
        BatchDeleteImage.operation, PutImage.operation, StartImageScan.operation,
    ]

    /// Deletes images, with all their tags: at most a hundred.
    struct BatchDeleteImage: Request {
        var repository: String
        var digests: [ContentDigest]

        static let operation = Operation(.ecr, "BatchDeleteImage", action: "ecr:BatchDeleteImage", rate: 5)

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("repositoryName", repository)
                writer.key("imageIds")
                writer.array { writer in
                    for digest in digests { writer.object { $0.field("imageDigest", digest.description) } }
                }
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Deleted {
            let answer = try JSON(response.body)
            var deleted = Deleted()
            for id in answer["imageIds"]?.elements ?? [] {
                if let digest = id["imageDigest"]?.string.flatMap({ ContentDigest($0) }) {
                    deleted.digests.insert(digest)
                }
            }
            for failure in answer["failures"]?.elements ?? [] {
                guard let digest = failure["imageId"]?["imageDigest"]?.string.flatMap({ ContentDigest($0) })
                else {
                    continue
                }
                deleted.failures[digest] = (
                    failure["failureCode"]?.string ?? "", failure["failureReason"]?.string ?? ""
                )
            }
            return deleted
        }
    }

    /// What AWS says that it has deleted, and what not.
    struct Deleted: Sendable {
        var digests: Set<ContentDigest> = []
        var failures: [ContentDigest: (code: String, reason: String)] = [:]
    }

    /// Gives an image that is there a tag.
    struct PutImage: TreeRequest {
        var repository: String
        var digest: ContentDigest
        var manifest: String
        var mediaType: String?
        var tag: String

        static let operation = Operation(.ecr, "PutImage", action: "ecr:PutImage", rate: 5)

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("repositoryName", repository)
                writer.field("imageManifest", manifest)
                writer.field("imageManifestMediaType", mediaType)
                writer.field("imageDigest", digest.description)
                writer.field("imageTag", tag)
            }
        }
    }

    /// Begins to look for holes in an image.
    struct StartImageScan: TreeRequest {
        var repository: String
        var digest: ContentDigest

        static let operation = Operation(.ecr, "StartImageScan", action: "ecr:StartImageScan", rate: 2)

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("repositoryName", repository)
                writer.key("imageId")
                writer.object { $0.field("imageDigest", digest.description) }
            }
        }
    }
}
