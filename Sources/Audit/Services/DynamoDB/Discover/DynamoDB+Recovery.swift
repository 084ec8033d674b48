import AWS
import Formats
import HTTP
import Pipeline
import SQLite

extension DynamoDB {
    /// Whether a table can be restored to any moment of its last days.
    struct DescribeContinuousBackups: Request {
        var table: String

        static let operation = Operation(
            .dynamodb, "DescribeContinuousBackups", action: "dynamodb:DescribeContinuousBackups", rate: 10)

        func encode() -> Call {
            .json(Self.operation) { writer in writer.field("TableName", table) }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Recovery {
            try JSONReader.read(response.body) { reader in
                var recovery: Recovery?
                try reader.members { key, reader in
                    guard key == "ContinuousBackupsDescription" else { return }
                    recovery = Recovery()
                    try reader.members { key, reader in
                        if key == "PointInTimeRecoveryDescription" { recovery = try Recovery(&reader) }
                    }
                }
                guard let recovery else { throw DecodingFailure("no ContinuousBackupsDescription") }
                return recovery
            }
        }
    }

    /// Recovery to a point in time.
    struct Recovery: Equatable, Sendable {
        /// `ENABLED` or `DISABLED`.
        var status = "DISABLED"
        /// How many days back.
        var days: Int?
        var earliest: Timestamp?

        init() {}

        init(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                switch key {
                case "PointInTimeRecoveryStatus": status = try reader.string()
                case "RecoveryPeriodInDays": days = try reader.int()
                case "EarliestRestorableDateTime": earliest = try reader.timestamp()
                default: break
                }
            }
        }
    }

    /// Asks how far back a table can be restored.
    struct TableRecovery: AWSStep {
        let access: Access
        let service = "dynamodb"
        let name = "recovery"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            let arn = client.arn("dynamodb", "table/\(cell.scope)")
            let recovery: Recovery
            do {
                recovery = try await client.send(DescribeContinuousBackups(table: cell.scope))
            } catch let error as AWSError where error.saysGone {
                return Resource.gone(arn)
            }
            return Page { database in
                try database.execute(
                    """
                    INSERT INTO dynamodb_recovery (table_arn, status, days, earliest, as_of)
                    VALUES (\(arn), \(recovery.status), \(recovery.days), \(recovery.earliest), \(run.asOf))
                    ON CONFLICT (table_arn) DO UPDATE SET status = excluded.status, days = excluded.days,
                        earliest = excluded.earliest, as_of = excluded.as_of
                    """)
                return 1
            }
        }
    }
}
