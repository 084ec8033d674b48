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
) STRICT;

CREATE TABLE find (
    parent      INTEGER NOT NULL,
    child       INTEGER NOT NULL,
    PRIMARY KEY (parent, child)
) STRICT, WITHOUT ROWID;

CREATE TABLE migration (
    position INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    version  TEXT NOT NULL
) STRICT;

CREATE TABLE pruned (
    first_run   INTEGER NOT NULL,
    newest_run  INTEGER NOT NULL
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

CREATE TABLE tally (
    run         INTEGER NOT NULL,
    stage       TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    cells       INTEGER NOT NULL,
    PRIMARY KEY (run, stage, state)
) STRICT, WITHOUT ROWID;

CREATE INDEX cell_gap ON cell (run, stage, service, step, account, region, scope)
    WHERE state <> 'pending' AND state <> 'complete' AND state <> 'empty'
        AND state <> 'region-off' AND state <> 'account-closed';

CREATE INDEX cell_state ON cell (run, stage, state);

CREATE INDEX find_child ON find (child);
