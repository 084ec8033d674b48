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
                var (names, next): ([String]?, String?) = (nil, nil)
                try reader.object { key, reader in
                    switch key {
                    case "TableNames": names = try reader.list { try $0.string() }
                    case "LastEvaluatedTableName": next = try reader.optional { try $0.string() }
                    default: break
                    }
                }
                // Without its list it is no answer of DynamoDB's, and does not say that there are none.
                guard let names else { throw DecodingFailure("no TableNames") }
                return TableNames(names: names, next: next)
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
                var table: Table?
                try reader.object { key, reader in
                    guard key == "Table" else { return }
                    var described = Table()
                    try described.read(&reader)
                    table = described
                }
                guard let table else { throw DecodingFailure("no Table") }
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
