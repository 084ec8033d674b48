import SQLite

extension DynamoDB {
    static let costMigrations = [
        Migration(
            "dynamodb: create what the bill tells",
            """
            CREATE TABLE dynamodb_cost (
                table_arn     TEXT    NOT NULL,
                month         TEXT    NOT NULL,
                kind          TEXT    NOT NULL,
                lines         INTEGER NOT NULL,
                unblended     INTEGER NOT NULL,
                net           INTEGER NOT NULL,
                amortised     INTEGER NOT NULL,
                net_amortised INTEGER NOT NULL,
                list          INTEGER NOT NULL,
                usage         INTEGER NOT NULL,
                is_reserved   INTEGER NOT NULL,
                PRIMARY KEY (table_arn, month, kind)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_reservation (
                month         TEXT    NOT NULL,
                region        TEXT    NOT NULL,
                dimension     TEXT    NOT NULL,
                units         INTEGER NOT NULL,
                unused        INTEGER NOT NULL,
                PRIMARY KEY (month, region, dimension)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE discount (
                service       TEXT    NOT NULL,
                month         TEXT    NOT NULL,
                account       TEXT    NOT NULL,
                list          INTEGER NOT NULL,
                net           INTEGER NOT NULL,
                PRIMARY KEY (service, account, month)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_model (
                table_arn     TEXT    PRIMARY KEY,
                throughput    INTEGER NOT NULL,
                storage       INTEGER NOT NULL,
                recovery      INTEGER NOT NULL,
                total         INTEGER NOT NULL,
                month         TEXT,
                billed        INTEGER,
                difference    INTEGER,
                run           INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """)
    ]
}
