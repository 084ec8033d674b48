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
    found_by    INTEGER,
    UNIQUE (run, stage, service, step, account, region, scope)
) STRICT;

CREATE TABLE migration (
    position INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    version  TEXT NOT NULL
) STRICT;

CREATE TABLE run (
    id          INTEGER PRIMARY KEY,
    as_of       INTEGER NOT NULL,
    state       TEXT    NOT NULL
        CHECK (state IN ('running', 'complete', 'partial', 'interrupted', 'failed')),
    reason      TEXT,
    pipeline    TEXT    NOT NULL,
    version     TEXT    NOT NULL
) STRICT;

CREATE TABLE stage (
    run         INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    name        TEXT    NOT NULL,
    cursor      TEXT,
    is_planned  INTEGER NOT NULL,
    PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX cell_found_by ON cell (found_by) WHERE found_by IS NOT NULL;

CREATE INDEX cell_state ON cell (run, stage, state);
