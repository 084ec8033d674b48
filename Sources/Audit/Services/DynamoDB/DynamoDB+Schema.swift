import SQLite

extension DynamoDB {
    static let migrations = [
        Migration(
            "dynamodb: create table, index and what is known beside them",
            """
            CREATE TABLE dynamodb_table (
                arn                TEXT    PRIMARY KEY,
                status             TEXT    NOT NULL,
                billing_mode       TEXT    NOT NULL,
                billing_mode_since INTEGER,
                class              TEXT    NOT NULL,
                class_since        INTEGER,
                read_capacity      INTEGER NOT NULL,
                write_capacity     INTEGER NOT NULL,
                decreases_today    INTEGER NOT NULL,
                last_decrease      INTEGER,
                most_reads         INTEGER,
                most_writes        INTEGER,
                warm_reads         INTEGER,
                warm_writes        INTEGER,
                keys               TEXT    NOT NULL,
                bytes              INTEGER NOT NULL,
                items              INTEGER NOT NULL,
                stream             TEXT,
                stream_arn         TEXT,
                stream_label       TEXT,
                encryption_key     TEXT,
                is_protected       INTEGER NOT NULL,
                replicas           TEXT    NOT NULL,
                run                INTEGER NOT NULL,
                as_of              INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_index (
                table_arn          TEXT    NOT NULL,
                name               TEXT    NOT NULL,
                kind               TEXT    NOT NULL,
                status             TEXT,
                keys               TEXT    NOT NULL,
                projection         TEXT    NOT NULL,
                attributes         TEXT    NOT NULL,
                read_capacity      INTEGER NOT NULL,
                write_capacity     INTEGER NOT NULL,
                most_reads         INTEGER,
                most_writes        INTEGER,
                warm_reads         INTEGER,
                warm_writes        INTEGER,
                bytes              INTEGER NOT NULL,
                items              INTEGER NOT NULL,
                first_seen         INTEGER,
                PRIMARY KEY (table_arn, name)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_expiry (
                table_arn          TEXT    PRIMARY KEY,
                status             TEXT    NOT NULL,
                attribute          TEXT,
                as_of              INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_recovery (
                table_arn          TEXT    PRIMARY KEY,
                status             TEXT    NOT NULL,
                days               INTEGER,
                earliest           INTEGER,
                as_of              INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_backup (
                arn                TEXT    PRIMARY KEY,
                account            TEXT    NOT NULL,
                region             TEXT    NOT NULL,
                table_arn          TEXT    NOT NULL,
                name               TEXT    NOT NULL,
                type               TEXT    NOT NULL,
                status             TEXT    NOT NULL,
                bytes              INTEGER NOT NULL,
                created            INTEGER,
                expires            INTEGER,
                run                INTEGER NOT NULL,
                as_of              INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX dynamodb_backup_table ON dynamodb_backup (table_arn)",
            """
            CREATE TABLE dynamodb_limit (
                account            TEXT    NOT NULL,
                region             TEXT    NOT NULL,
                account_reads      INTEGER,
                account_writes     INTEGER,
                table_reads        INTEGER,
                table_writes       INTEGER,
                as_of              INTEGER NOT NULL,
                PRIMARY KEY (account, region)
            ) STRICT, WITHOUT ROWID
            """),
        Migration(
            "dynamodb: create what scales and what reads",
            """
            CREATE TABLE dynamodb_scaling_target (
                table_arn          TEXT    NOT NULL,
                index_name         TEXT    NOT NULL,
                dimension          TEXT    NOT NULL,
                account            TEXT    NOT NULL,
                region             TEXT    NOT NULL,
                minimum            INTEGER NOT NULL,
                maximum            INTEGER NOT NULL,
                suspended          TEXT    NOT NULL,
                run                INTEGER NOT NULL,
                PRIMARY KEY (table_arn, index_name, dimension)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_scaling_policy (
                table_arn          TEXT    NOT NULL,
                index_name         TEXT    NOT NULL,
                dimension          TEXT    NOT NULL,
                name               TEXT    NOT NULL,
                account            TEXT    NOT NULL,
                region             TEXT    NOT NULL,
                type               TEXT    NOT NULL,
                target             REAL,
                is_scale_in_off    INTEGER NOT NULL,
                run                INTEGER NOT NULL,
                PRIMARY KEY (table_arn, index_name, dimension, name)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_scaling_action (
                table_arn          TEXT    NOT NULL,
                index_name         TEXT    NOT NULL,
                dimension          TEXT    NOT NULL,
                name               TEXT    NOT NULL,
                account            TEXT    NOT NULL,
                region             TEXT    NOT NULL,
                schedule           TEXT    NOT NULL,
                zone               TEXT,
                minimum            INTEGER,
                maximum            INTEGER,
                starts             INTEGER,
                ends               INTEGER,
                run                INTEGER NOT NULL,
                PRIMARY KEY (table_arn, index_name, dimension, name)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_stream_reader (
                id                 TEXT    PRIMARY KEY,
                stream_arn         TEXT    NOT NULL,
                account            TEXT    NOT NULL,
                region             TEXT    NOT NULL,
                function           TEXT    NOT NULL,
                state              TEXT    NOT NULL,
                run                INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX dynamodb_stream_reader_stream ON dynamodb_stream_reader (stream_arn)"),
    ]
}
