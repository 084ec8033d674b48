import AWS
import Formats
import HTTP
import Pipeline
import SQLite

extension DynamoDB {
    /// Whether items of a table expire by themselves.
    struct DescribeTimeToLive: Request {
        var table: String

        static let operation = Operation(
            .dynamodb, "DescribeTimeToLive", action: "dynamodb:DescribeTimeToLive", rate: 10)

        func encode() -> Call {
            .json(Self.operation) { writer in writer.field("TableName", table) }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Expiry {
            try JSONReader.read(response.body) { reader in
                var expiry: Expiry?
                try reader.members { key, reader in
                    guard key == "TimeToLiveDescription" else { return }
                    var described = Expiry()
                    try reader.members { key, reader in
                        switch key {
                        case "TimeToLiveStatus": described.status = try reader.string()
                        case "AttributeName": described.attribute = try reader.string()
                        default: break
                        }
                    }
                    expiry = described
                }
                guard let expiry else { throw DecodingFailure("no TimeToLiveDescription") }
                return expiry
            }
        }
    }

    struct Expiry: Equatable, Sendable {
        /// `ENABLED`, `DISABLED` or on the way between the two.
        var status = "DISABLED"
        var attribute: String?
    }

    /// Asks whether the items of a table expire.
    struct TableExpiry: AWSStep {
        let access: Access
        let service = "dynamodb"
        let name = "ttl"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let arn = client.arn("dynamodb", "table/\(cell.scope)")
            let expiry: Expiry
            do {
                expiry = try await client.send(DescribeTimeToLive(table: cell.scope))
            } catch let error as AWSError where error.saysGone {
                return Resource.gone(arn)
            }
            return Page { database in
                try database.execute(
                    """
                    INSERT INTO dynamodb_expiry (table_arn, status, attribute, as_of)
                    VALUES (\(arn), \(expiry.status), \(expiry.attribute), \(run.asOf))
                    ON CONFLICT (table_arn) DO UPDATE SET status = excluded.status,
                        attribute = excluded.attribute, as_of = excluded.as_of
                    """)
                return 1
            }
        }
    }
}
