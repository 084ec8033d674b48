CREATE TABLE account (
    id          TEXT    PRIMARY KEY,
    name        TEXT    NOT NULL,
    state       TEXT,
    units       TEXT    NOT NULL,
    joined      INTEGER,
    tags        TEXT,
    tags_as_of  INTEGER,
    exclusion   TEXT,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE call (
    run          INTEGER NOT NULL,
    service      TEXT    NOT NULL,
    operation    TEXT    NOT NULL,
    region       TEXT    NOT NULL,
    outcome      TEXT    NOT NULL,
    calls        INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    PRIMARY KEY (run, service, operation, region, outcome)
) STRICT, WITHOUT ROWID;

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
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_repository (
    arn           TEXT    PRIMARY KEY,
    is_immutable  INTEGER NOT NULL,
    scans_on_push INTEGER NOT NULL,
    encryption    TEXT    NOT NULL,
    run           INTEGER NOT NULL,
    as_of         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE pace (
    account      TEXT    NOT NULL,
    region       TEXT    NOT NULL,
    service      TEXT    NOT NULL,
    operation    TEXT    NOT NULL,
    rate         REAL    NOT NULL,
    learned      INTEGER NOT NULL,
    PRIMARY KEY (account, region, service, operation)
) STRICT, WITHOUT ROWID;

CREATE TABLE price (
    service         TEXT    NOT NULL,
    region          TEXT    NOT NULL,
    run             INTEGER NOT NULL,
    rate_code       TEXT    NOT NULL,
    currency        TEXT    NOT NULL,
    rate            TEXT    NOT NULL,
    sku             TEXT    NOT NULL,
    usage_type      TEXT,
    operation       TEXT,
    family          TEXT,
    product_group   TEXT,
    unit            TEXT,
    term            TEXT    NOT NULL,
    offer           TEXT,
    lease           TEXT,
    purchase_option TEXT,
    offering_class  TEXT,
    effective       INTEGER,
    tier_begin      TEXT,
    tier_end        TEXT,
    published       INTEGER,
    version         TEXT,
    PRIMARY KEY (service, region, run, rate_code, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_list (
    service     TEXT    NOT NULL,
    region      TEXT    NOT NULL,
    list        TEXT    NOT NULL,
    published   INTEGER,
    version     TEXT,
    prices      INTEGER NOT NULL,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL,
    PRIMARY KEY (service, region)
) STRICT, WITHOUT ROWID;

CREATE TABLE region (
    account     TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL,
    PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE resource (
    arn         TEXT    PRIMARY KEY,
    service     TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    listed_by   TEXT    NOT NULL,
    account     TEXT    NOT NULL,
    region      TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    created     INTEGER,
    tags        TEXT,
    tags_as_of  INTEGER,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE unit (
    id          TEXT    PRIMARY KEY,
    name        TEXT    NOT NULL,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX cell_gap ON cell (run, stage, service, step, account, region, scope)
    WHERE state <> 'pending' AND state <> 'complete' AND state <> 'empty'
        AND state <> 'region-off' AND state <> 'account-closed';

CREATE INDEX cell_state ON cell (run, stage, state);

CREATE INDEX find_child ON find (child);
