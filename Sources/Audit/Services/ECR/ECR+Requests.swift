import AWS
import Formats
import HTTP

extension ECR {
    /// The repositories of an account in a region.
    struct DescribeRepositories: PagedRequest {
        var token: String?

        static let operation = Operation(
            .ecr, "DescribeRepositories", action: "ecr:DescribeRepositories", rate: 10)

        func encode() -> Call {
            .json(Self.operation) { writer in
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
        var created: Timestamp?
        var isImmutable = false
        var scansOnPush = false
        var encryption = "AES256"
    }
}

extension ECR.Repository {
    fileprivate init(_ reader: inout JSONReader) throws(DecodingFailure) {
        self.init()
        try reader.object { key, reader in
            switch key {
            case "repositoryArn": arn = try reader.string()
            case "repositoryName": name = try reader.string()
            case "createdAt": created = try reader.optional { try $0.timestamp() }
            case "imageTagMutability":
                isImmutable = try reader.optional { try $0.string() }?.hasPrefix("IMMUTABLE") ?? false
            case "imageScanningConfiguration":
                try reader.object { key, reader in
                    if key == "scanOnPush" { scansOnPush = try reader.bool() }
                }
            case "encryptionConfiguration":
                try reader.object { key, reader in
                    if key == "encryptionType" { encryption = try reader.string() }
                }
            default: break
            }
        }
    }
}
