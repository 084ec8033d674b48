import SQLite

/// The tables of the engine.
package enum PipelineSchema {
    package static let migrations = [
        Migration(
            "pipeline: create run, stage, cell and find",
            """
            CREATE TABLE run (
                id          INTEGER PRIMARY KEY,
                as_of       INTEGER NOT NULL,
                state       TEXT    NOT NULL
                    CHECK (state IN ('running', 'complete', 'partial', 'interrupted', 'failed')),
                reason      TEXT,
                pipeline    TEXT    NOT NULL,
                version     TEXT    NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE stage (
                run         INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
                name        TEXT    NOT NULL,
                cursor      TEXT,
                is_planned  INTEGER NOT NULL,
                PRIMARY KEY (run, name)
            ) STRICT, WITHOUT ROWID
            """,
            // No CHECK on the state and no foreign keys: SQLite would evaluate them for each of a million cells,
            // which doubles the engine's time, and only `Ledger` writes here.
            """
            CREATE TABLE cell (
                id          INTEGER PRIMARY KEY,
                run         INTEGER NOT NULL,
                stage       TEXT    NOT NULL,
                service     TEXT    NOT NULL,
                step        TEXT    NOT NULL,
                account     TEXT    NOT NULL,
                region      TEXT    NOT NULL,
                scope       TEXT    NOT NULL,
                state       TEXT    NOT NULL DEFAULT 'pending',
                reason      TEXT,
                cursor      TEXT,
                pages       INTEGER NOT NULL DEFAULT 0,
                rows        INTEGER NOT NULL DEFAULT 0,
                as_of       INTEGER,
                UNIQUE (run, stage, service, step, account, region, scope)
            ) STRICT
            """,
            // Finds the next cell to run and counts a run's cells, each without reading the cells.
            "CREATE INDEX cell_state ON cell (run, stage, state)",
            """
            CREATE INDEX cell_gap ON cell (run, stage, service, step, account, region, scope)
                WHERE state <> 'pending' AND state <> 'complete' AND state <> 'empty'
                    AND state <> 'region-off' AND state <> 'account-closed'
            """,
            // Which cells found which. Several may find the same one, and then each of them accounts for it.
            """
            CREATE TABLE find (
                parent      INTEGER NOT NULL,
                child       INTEGER NOT NULL,
                PRIMARY KEY (parent, child)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX find_child ON find (child)"),
        Migration(
            "pipeline: create tally and pruned",
            // How many cells an old run had, since they are no longer kept.
            """
            CREATE TABLE tally (
                run         INTEGER NOT NULL,
                stage       TEXT    NOT NULL,
                state       TEXT    NOT NULL,
                cells       INTEGER NOT NULL,
                PRIMARY KEY (run, stage, state)
            ) STRICT, WITHOUT ROWID
            """,
            // One row: how far the forgetting of cells has come (`CellPruning`).
            """
            CREATE TABLE pruned (
                first_run   INTEGER NOT NULL,
                newest_run  INTEGER NOT NULL
            ) STRICT
            """),
    ]
}
