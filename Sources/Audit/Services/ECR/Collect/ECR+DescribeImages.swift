import AWS
import Formats
import HTTP
import Images

extension ECR {
    /// The images of a repository, in every state.
    struct DescribeImages: PagedRequest {
        var repository: String
        /// The one to ask about; nil lists all.
        var tag: String?
        var token: String?

        static let operation = Operation(.ecr, "DescribeImages", action: "ecr:DescribeImages", rate: 10)

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("repositoryName", repository)
                // Without it those that are archived are not told.
                writer.key("filter")
                writer.object { $0.field("imageStatus", "ANY") }
                if let tag {
                    writer.key("imageIds")
                    writer.array { writer in writer.object { $0.field("imageTag", tag) } }
                } else {
                    writer.field("maxResults", 1000)
                    writer.field("nextToken", token)
                }
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> ImagePage {
            try JSONReader.read(response.body) { reader in
                var (images, next): ([ImageDetail]?, String?) = (nil, nil)
                try reader.members { key, reader in
                    switch key {
                    case "imageDetails": images = try reader.list { reader in try ImageDetail(&reader) }
                    case "nextToken": next = try reader.string()
                    default: break
                    }
                }
                guard let images else { throw DecodingFailure("no imageDetails") }
                return ImagePage(images: images, next: next?.isEmpty ?? true ? nil : next)
            }
        }

        static func nextToken(in page: ImagePage) -> String? { page.next }
    }

    struct ImagePage: Equatable, Sendable {
        var images: [ImageDetail]
        var next: String?
    }

    /// An image, as DescribeImages tells it.
    struct ImageDetail: Equatable, Sendable {
        var digest: ContentDigest
        var tags: [String] = []
        /// Of an index the size of its largest image, and not told by every service.
        var bytes = 0
        var pushed: Timestamp?
        var pulled: Timestamp?
        var mediaType: String?
        var artifactType: String?
        var subject: ContentDigest?
        var status = "ACTIVE"
        var archived: Timestamp?
        var activated: Timestamp?
        /// What a scan of the old kind has found, by severity; nil where it says nothing.
        var severities: Severities?
        var scanStatus: String?
        var scanned: Timestamp?
    }
}

extension ECR.ImageDetail {
    fileprivate init(_ reader: inout JSONReader) throws(DecodingFailure) {
        var detail = Self(digest: ContentDigest(of: []))
        var hasDigest = false
        try reader.members { key, reader in
            switch key {
            case "imageDigest":
                detail.digest = try reader.contentDigest()
                hasDigest = true
            case "imageTags": detail.tags = try reader.list { try $0.string() }
            case "imageSizeInBytes": detail.bytes = max(0, try reader.int())
            case "imagePushedAt": detail.pushed = try reader.timestamp()
            case "lastRecordedPullTime": detail.pulled = try reader.timestamp()
            case "imageManifestMediaType": detail.mediaType = try reader.string()
            case "artifactMediaType": detail.artifactType = try reader.string()
            case "subjectManifestDigest": detail.subject = try reader.contentDigest()
            case "imageStatus": detail.status = try reader.string()
            case "lastArchivedAt": detail.archived = try reader.timestamp()
            case "lastActivatedAt": detail.activated = try reader.timestamp()
            case "imageScanStatus":
                try reader.members { key, reader in
                    if key == "status" { detail.scanStatus = try reader.string() }
                }
            case "imageScanFindingsSummary":
                try reader.members { key, reader in
                    switch key {
                    case "findingSeverityCounts": detail.severities = try ECR.Severities(&reader)
                    case "imageScanCompletedAt": detail.scanned = try reader.timestamp()
                    default: break
                    }
                }
            default: break
            }
        }
        guard hasDigest else { throw DecodingFailure("an image without imageDigest") }
        self = detail
    }
}

extension ECR {
    /// How many findings of a scan there are of each severity.
    struct Severities: Equatable, Sendable {
        var critical = 0
        var high = 0
        var medium = 0
        var low = 0
        /// Those without a severity, or of one that matters less.
        var others = 0

        init() {}

        mutating func add(_ severity: some StringProtocol, _ count: Int = 1) {
            switch severity {
            case "CRITICAL": critical += count
            case "HIGH": high += count
            case "MEDIUM": medium += count
            case "LOW": low += count
            default: others += count
            }
        }

        init(_ reader: inout JSONReader) throws(DecodingFailure) {
            for (severity, count) in try reader.map({ max(0, min(try $0.int(), 1 << 32)) }) {
                add(severity, count)
            }
        }
    }
}

extension JSONReader {
    /// Reads the digest of content, of which registries name everything.
    mutating func contentDigest() throws(DecodingFailure) -> ContentDigest {
        let text = try string()
        guard let digest = ContentDigest(text) else { throw DecodingFailure("'\(text)' is no digest") }
        return digest
    }
}
