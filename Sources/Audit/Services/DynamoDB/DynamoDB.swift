import AWS
import Pipeline
import SQLite

/// The tables of DynamoDB.
package enum DynamoDB {
    static let service = AuditedService(
        name: "dynamodb",
        listing: "tables",
        operations: [ListTables.operation, DescribeTable.operation, ListTags.operation],
        probe: { client in _ = try await client.send(ListTables()) },
        steps: { access in
            [TableListing(access: access), TableDescription(access: access), TableTags(access: access)]
        },
        migrations: [
            Migration(
                "dynamodb: create table",
                """
                CREATE TABLE dynamodb_table (
                    arn            TEXT    PRIMARY KEY,
                    status         TEXT    NOT NULL,
                    billing_mode   TEXT    NOT NULL,
                    class          TEXT    NOT NULL,
                    read_capacity  INTEGER NOT NULL,
                    write_capacity INTEGER NOT NULL,
                    bytes          INTEGER NOT NULL,
                    items          INTEGER NOT NULL,
                    indexes        INTEGER NOT NULL,
                    is_protected   INTEGER NOT NULL,
                    run            INTEGER NOT NULL,
                    as_of          INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID
                """)
        ])
}
