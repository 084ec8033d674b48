import AWS
import Formats
import HTTP

extension Organizations {
    /// The tags of an account.
    struct ListTagsForResource: PagedRequest {
        var resource: String
        var token: String?

        static let operation = Organizations.operation("ListTagsForResource")

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("ResourceId", resource)
                writer.field("NextToken", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> TagPage {
            try TagPage(response, tags: "Tags", next: "NextToken")
        }

        static func nextToken(in page: TagPage) -> String? { page.next }
    }
}
