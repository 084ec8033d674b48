import AWS
import Formats
import HTTP

extension ECR {
    /// The repositories of an account in a region.
    struct DescribeRepositories: PagedRequest {
        /// Those to ask about; nil lists all.
        var names: [String]?
        var token: String?

        static let operation = Operation(
            .ecr, "DescribeRepositories", action: "ecr:DescribeRepositories", rate: 10)

        func encode() -> Call {
            .json(Self.operation) { writer in
                if let names { return writer.field("repositoryNames", names) }
                writer.field("maxResults", 1000)
                writer.field("nextToken", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> RepositoryPage {
            try JSONReader.read(response.body) { reader in
                var page = RepositoryPage()
                var isListed = false
                try reader.object { key, reader in
                    switch key {
                    case "repositories":
                        page.repositories = try reader.list { reader in try Repository(&reader) }
                        isListed = true
                    case "nextToken": page.next = try reader.optional { try $0.string() }
                    default: break
                    }
                }
                guard isListed else { throw DecodingFailure("no repositories") }
                return page
            }
        }

        static func nextToken(in page: RepositoryPage) -> String? { page.next }
    }

    struct RepositoryPage: Equatable, Sendable {
        var repositories: [Repository] = []
        var next: String?
    }

    /// The tags of a repository.
    struct ListTags: Request {
        var arn: String

        static let operation = Operation(
            .ecr, "ListTagsForResource", action: "ecr:ListTagsForResource", rate: 10)

        func encode() -> Call {
            .json(Self.operation) { writer in writer.field("resourceArn", arn) }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> TagPage {
            try TagPage(response, tags: "tags", next: "nextToken")
        }
    }
}

extension ECR {
    /// A repository, as DescribeRepositories tells it.
    struct Repository: Equatable, Sendable {
        var arn = ""
        var name = ""
        var uri = ""
        var created: Timestamp?
        /// Whether a tag can be moved to another image: `MUTABLE`, `IMMUTABLE`, or either `_WITH_EXCLUSION`.
        var mutability = "MUTABLE"
        /// The patterns of tags for which the opposite holds.
        var exclusions: [String] = []
        var scansOnPush = false
        var encryption = "AES256"
        var key: String?

        var isImmutable: Bool { mutability.hasPrefix("IMMUTABLE") }
    }
}

extension ECR.Repository {
    fileprivate init(_ reader: inout JSONReader) throws(DecodingFailure) {
        self.init()
        try reader.members { key, reader in
            switch key {
            case "repositoryArn": arn = try reader.string()
            case "repositoryName": name = try reader.string()
            case "repositoryUri": uri = try reader.string()
            case "createdAt": created = try reader.timestamp()
            case "imageTagMutability": mutability = try reader.string()
            case "imageTagMutabilityExclusionFilters":
                exclusions = try reader.list { reader in
                    var pattern = ""
                    try reader.members { key, reader in
                        if key == "filter" { pattern = try reader.string() }
                    }
                    return pattern
                }
            case "imageScanningConfiguration":
                try reader.members { key, reader in
                    if key == "scanOnPush" { scansOnPush = try reader.bool() }
                }
            case "encryptionConfiguration":
                try reader.members { key, reader in
                    switch key {
                    case "encryptionType": encryption = try reader.string()
                    case "kmsKey": self.key = try reader.string()
                    default: break
                    }
                }
            default: break
            }
        }
    }
}
