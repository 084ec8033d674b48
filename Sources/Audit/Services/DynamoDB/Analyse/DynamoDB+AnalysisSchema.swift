import SQLite

extension DynamoDB {
    /// What the analyses write: one table for each, its rows replaced by each run that looks.
    static let analysisMigrations = [
        Migration(
            "dynamodb: create what analyses write",
            """
            CREATE TABLE dynamodb_usage (
                table_arn        TEXT    NOT NULL,
                index_name       TEXT    NOT NULL,
                dimension        TEXT    NOT NULL,
                days             INTEGER NOT NULL,
                period           INTEGER NOT NULL,
                samples          INTEGER NOT NULL,
                total            REAL    NOT NULL,
                average          REAL    NOT NULL,
                p50              REAL    NOT NULL,
                p90              REAL    NOT NULL,
                p95              REAL    NOT NULL,
                p99              REAL    NOT NULL,
                maximum          REAL    NOT NULL,
                p99_reported     REAL,
                provisioned      REAL,
                used_average     REAL,
                used_p50         REAL,
                used_p90         REAL,
                used_p99         REAL,
                used_maximum     REAL,
                throttles        REAL,
                needed           INTEGER NOT NULL,
                pattern          TEXT    NOT NULL,
                peak             TEXT,
                growth           REAL,
                risk             TEXT    NOT NULL,
                run              INTEGER NOT NULL,
                as_of            INTEGER NOT NULL,
                PRIMARY KEY (table_arn, index_name, dimension)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_setting (
                table_arn        TEXT    NOT NULL,
                index_name       TEXT    NOT NULL,
                dimension        TEXT    NOT NULL,
                units            REAL    NOT NULL,
                provisioned      INTEGER NOT NULL,
                fixed            INTEGER NOT NULL,
                target           INTEGER,
                minimum          INTEGER,
                maximum          INTEGER,
                scaled_minutes   INTEGER NOT NULL,
                minutes          INTEGER NOT NULL,
                decreases        INTEGER NOT NULL,
                on_demand_risk   INTEGER NOT NULL,
                run              INTEGER NOT NULL,
                PRIMARY KEY (table_arn, index_name, dimension)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_capacity (
                table_arn        TEXT    PRIMARY KEY,
                mode             TEXT    NOT NULL,
                advice           TEXT    NOT NULL,
                current          INTEGER,
                on_demand        INTEGER,
                fixed            INTEGER,
                scaled           INTEGER,
                projected        INTEGER,
                saving           INTEGER,
                covered          INTEGER NOT NULL DEFAULT 0,
                confidence       INTEGER NOT NULL,
                reason           TEXT    NOT NULL,
                prices           TEXT    NOT NULL,
                run              INTEGER NOT NULL,
                as_of            INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_hours (
                account          TEXT    NOT NULL,
                region           TEXT    NOT NULL,
                first_hour       INTEGER NOT NULL,
                reads            TEXT    NOT NULL,
                writes           TEXT    NOT NULL,
                run              INTEGER NOT NULL,
                PRIMARY KEY (account, region)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_purchase (
                region            TEXT    NOT NULL,
                dimension         TEXT    NOT NULL,
                is_unused         INTEGER NOT NULL,
                years             INTEGER NOT NULL,
                units             INTEGER NOT NULL,
                owned             INTEGER NOT NULL,
                current           INTEGER NOT NULL,
                projected         INTEGER NOT NULL,
                upfront           INTEGER NOT NULL,
                break_even_months REAL,
                unused_share      REAL    NOT NULL,
                risk              TEXT    NOT NULL,
                hours             INTEGER NOT NULL,
                prices            TEXT    NOT NULL,
                run               INTEGER NOT NULL,
                PRIMARY KEY (region, dimension, is_unused)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE dynamodb_class (
                table_arn        TEXT    PRIMARY KEY,
                class            TEXT    NOT NULL,
                advice           TEXT    NOT NULL,
                basis            TEXT    NOT NULL,
                storage          INTEGER NOT NULL,
                throughput       INTEGER NOT NULL,
                projected        INTEGER NOT NULL,
                saving           INTEGER NOT NULL,
                ratio            REAL,
                break_even       REAL,
                confidence       INTEGER NOT NULL,
                reason           TEXT    NOT NULL,
                prices           TEXT    NOT NULL,
                run              INTEGER NOT NULL,
                as_of            INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """)
    ]
}
