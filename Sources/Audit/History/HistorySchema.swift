import SQLite

/// What remembers earlier nights: how resources were, what happened to them, and a few totals of every run.
enum HistorySchema {
    static let migrations = [
        Migration(
            "audit: create version, event, saving and trend",
            // How a resource was from a run on, until its next version: written only where it changed.
            """
            CREATE TABLE version (
                arn         TEXT    NOT NULL,
                run         INTEGER NOT NULL,
                state       TEXT    NOT NULL,
                facts       TEXT    NOT NULL,
                cost        INTEGER,
                PRIMARY KEY (arn, run)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE event (
                run         INTEGER NOT NULL,
                arn         TEXT    NOT NULL,
                kind        TEXT    NOT NULL,
                service     TEXT    NOT NULL,
                account     TEXT    NOT NULL,
                region      TEXT    NOT NULL,
                name        TEXT    NOT NULL,
                fields      TEXT    NOT NULL,
                cost_before INTEGER,
                cost_after  INTEGER,
                PRIMARY KEY (run, arn, kind)
            ) STRICT, WITHOUT ROWID
            """,
            // What a finding changes, in words: two that change the same of one resource cannot both be had.
            "ALTER TABLE finding ADD COLUMN changes TEXT NOT NULL DEFAULT ''",
            // The savings of the newest run: with `instead`, one that cannot be had beside that larger one.
            """
            CREATE TABLE saving (
                finding     TEXT    PRIMARY KEY,
                run         INTEGER NOT NULL,
                amount      INTEGER NOT NULL,
                instead     TEXT
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE trend (
                run         INTEGER NOT NULL,
                measure     TEXT    NOT NULL,
                part        TEXT    NOT NULL,
                amount      INTEGER NOT NULL,
                PRIMARY KEY (run, measure, part)
            ) STRICT, WITHOUT ROWID
            """),
        Migration(
            "audit: know what each thing cost last night",
            // Of two nights, so that a stage that is run again tells the same.
            """
            CREATE TABLE last_cost (
                arn         TEXT    PRIMARY KEY,
                run         INTEGER NOT NULL,
                cost        INTEGER,
                before      INTEGER
            ) STRICT, WITHOUT ROWID
            """),
        Migration(
            "audit: find the largest savings without sorting",
            "CREATE INDEX finding_saving ON finding (run, (saving IS NULL), saving DESC, code, id)",
            "CREATE INDEX finding_resource ON finding (run, resource, saving)",
            "CREATE INDEX finding_code ON finding (run, code, severity, saving)",
            "CREATE INDEX saving_amount ON saving (run, (instead IS NOT NULL), amount DESC, finding)"),
        Migration(
            "audit: create report_file and cost_control, and know who saw a resource first",
            "ALTER TABLE resource ADD COLUMN first_run INTEGER",
            """
            CREATE TABLE cost_control (
                run            INTEGER NOT NULL,
                month          TEXT    NOT NULL,
                account        TEXT    NOT NULL,
                currency       TEXT    NOT NULL,
                lines          INTEGER NOT NULL,
                unblended      INTEGER NOT NULL,
                unblended_rest INTEGER NOT NULL,
                PRIMARY KEY (run, month, account, currency)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE report_file (
                run         INTEGER NOT NULL,
                path        TEXT    NOT NULL,
                name        TEXT    NOT NULL,
                rows        INTEGER NOT NULL,
                bytes       INTEGER NOT NULL,
                sha256      TEXT    NOT NULL,
                totals      TEXT    NOT NULL,
                PRIMARY KEY (run, path)
            ) STRICT, WITHOUT ROWID
            """),
    ]
}
