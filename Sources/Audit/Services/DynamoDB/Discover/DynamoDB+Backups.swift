import AWS
import Formats
import HTTP
import Pipeline
import SQLite

extension DynamoDB {
    /// The backups of an account in a region, those of AWS Backup as well.
    struct ListBackups: PagedRequest {
        var token: String?

        static let operation = Operation(.dynamodb, "ListBackups", action: "dynamodb:ListBackups", rate: 5)

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("BackupType", "ALL")
                writer.field("ExclusiveStartBackupArn", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Backups {
            try JSONReader.read(response.body) { reader in
                var (backups, next): ([Backup]?, String?) = (nil, nil)
                try reader.members { key, reader in
                    switch key {
                    case "BackupSummaries": backups = try reader.list { reader in try Backup(&reader) }
                    case "LastEvaluatedBackupArn": next = try reader.string()
                    default: break
                    }
                }
                guard let backups else { throw DecodingFailure("no BackupSummaries") }
                return Backups(backups: backups, next: next)
            }
        }

        static func nextToken(in page: Backups) -> String? { page.next }
    }

    struct Backups: Equatable, Sendable {
        var backups: [Backup]
        var next: String?
    }

    /// A backup of a table, which may outlive it.
    struct Backup: Equatable, Sendable {
        var arn = ""
        var table = ""
        var name = ""
        /// `USER`, `SYSTEM` or `AWS_BACKUP`.
        var type = ""
        var status = ""
        var bytes = 0
        var created: Timestamp?
        var expires: Timestamp?

        init(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                switch key {
                case "BackupArn": arn = try reader.string()
                case "TableArn": table = try reader.string()
                case "BackupName": name = try reader.string()
                case "BackupType": type = try reader.string()
                case "BackupStatus": status = try reader.string()
                case "BackupSizeBytes": bytes = try reader.int()
                case "BackupCreationDateTime": created = try reader.timestamp()
                case "BackupExpiryDateTime": expires = try reader.timestamp()
                default: break
                }
            }
        }
    }

    /// Lists the backups of an account in a region.
    struct BackupListing: AWSStep {
        let access: Access
        let service = "dynamodb"
        let name = "backups"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(ListBackups(), of: cell, at: cursor, client) { answer in
                Listed { database in
                    let count = try answer.backups.reduce(0) { count, backup in
                        try count + backup.save(of: cell, in: database, run)
                    }
                    if answer.next == nil { try database.forget("dynamodb_backup", of: cell, unseenBy: run) }
                    return count
                }
            }
        }
    }
}

extension DynamoDB.Backup {
    fileprivate func save(of cell: Cell, in database: Database, _ run: Run) throws(SQLiteError) -> Int {
        try database.execute(
            """
            INSERT INTO dynamodb_backup (arn, account, region, table_arn, name, type, status, bytes, created, expires,
                run, as_of)
            VALUES (\(arn), \(cell.account), \(cell.region), \(table), \(name), \(type), \(status), \(bytes),
                \(created), \(expires), \(run.id), \(run.asOf))
            ON CONFLICT (arn) DO UPDATE SET status = excluded.status, bytes = excluded.bytes,
                expires = excluded.expires, run = excluded.run, as_of = excluded.as_of
            WHERE dynamodb_backup.run <> excluded.run
            """)
    }
}
