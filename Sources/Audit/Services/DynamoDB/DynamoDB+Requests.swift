import AWS
import Formats
import HTTP

extension DynamoDB {
    /// The names of the tables of an account in a region.
    struct ListTables: PagedRequest {
        var token: String?

        static let operation = Operation(.dynamodb, "ListTables", action: "dynamodb:ListTables", rate: 10)

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("ExclusiveStartTableName", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> TableNames {
            try JSONReader.read(response.body) { reader in
                var page = TableNames()
                try reader.object { key, reader in
                    switch key {
                    case "TableNames": page.names = try reader.list { try $0.string() }
                    case "LastEvaluatedTableName": page.next = try reader.optional { try $0.string() }
                    default: break
                    }
                }
                return page
            }
        }

        static func nextToken(in page: TableNames) -> String? { page.next }
    }

    struct TableNames: Equatable, Sendable {
        var names: [String] = []
        var next: String?
    }

    /// What a table is.
    package struct DescribeTable: Request {
        var table: String

        package init(table: String) { self.table = table }

        package static let operation = Operation(
            .dynamodb, "DescribeTable", action: "dynamodb:DescribeTable", rate: 10)

        package func encode() -> Call {
            .json(Self.operation) { writer in writer.field("TableName", table) }
        }

        package static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Table {
            try JSONReader.read(response.body) { reader in
                var table = Table()
                try reader.object { key, reader in
                    if key == "Table" { try table.read(&reader) }
                }
                return table
            }
        }
    }

    /// The tags of a table.
    struct ListTags: PagedRequest {
        var arn: String
        var token: String?

        static let operation = Operation(
            .dynamodb, "ListTagsOfResource", action: "dynamodb:ListTagsOfResource", rate: 10)

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("ResourceArn", arn)
                writer.field("NextToken", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> TagPage {
            try TagPage(response, tags: "Tags", next: "NextToken")
        }

        static func nextToken(in page: TagPage) -> String? { page.next }
    }
}
