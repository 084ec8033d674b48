import AWS
import Formats
import HTTP
import Pipeline
import SQLite

extension DynamoDB {
    /// How much provisioned capacity an account may have in a region.
    struct DescribeLimits: Request {
        static let operation = Operation(
            .dynamodb, "DescribeLimits", action: "dynamodb:DescribeLimits", rate: 1)

        func encode() -> Call { .json(Self.operation) }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Limits {
            try JSONReader.read(response.body) { reader in
                var limits = Limits()
                try reader.members { key, reader in
                    switch key {
                    case "AccountMaxReadCapacityUnits": limits.accountReads = try reader.int()
                    case "AccountMaxWriteCapacityUnits": limits.accountWrites = try reader.int()
                    case "TableMaxReadCapacityUnits": limits.tableReads = try reader.int()
                    case "TableMaxWriteCapacityUnits": limits.tableWrites = try reader.int()
                    default: break
                    }
                }
                return limits
            }
        }
    }

    struct Limits: Equatable, Sendable {
        var accountReads: Int?
        var accountWrites: Int?
        var tableReads: Int?
        var tableWrites: Int?
    }

    /// Asks for the limits of an account in a region.
    struct AccountLimits: AWSStep {
        let access: Access
        let service = "dynamodb"
        let name = "limits"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let limits = try await client.send(DescribeLimits())
            return Page { database in
                try database.execute(
                    """
                    INSERT INTO dynamodb_limit (account, region, account_reads, account_writes, table_reads,
                        table_writes, as_of)
                    VALUES (\(cell.account), \(cell.region), \(limits.accountReads), \(limits.accountWrites),
                        \(limits.tableReads), \(limits.tableWrites), \(run.asOf))
                    ON CONFLICT (account, region) DO UPDATE SET account_reads = excluded.account_reads,
                        account_writes = excluded.account_writes, table_reads = excluded.table_reads,
                        table_writes = excluded.table_writes, as_of = excluded.as_of
                    """)
                return 1
            }
        }
    }
}
