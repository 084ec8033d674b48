import SQLite

/// The tables that all services share.
package enum AuditSchema {
    package static let migrations =
        [
            Migration(
                "audit: create account, unit, region and resource",
                """
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
                ) STRICT, WITHOUT ROWID
                """,
                """
                CREATE TABLE unit (
                    id          TEXT    PRIMARY KEY,
                    name        TEXT    NOT NULL,
                    run         INTEGER NOT NULL,
                    as_of       INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID
                """,
                """
                CREATE TABLE region (
                    account     TEXT    NOT NULL,
                    name        TEXT    NOT NULL,
                    status      TEXT    NOT NULL,
                    source      TEXT    NOT NULL,
                    run         INTEGER NOT NULL,
                    as_of       INTEGER NOT NULL,
                    PRIMARY KEY (account, name)
                ) STRICT, WITHOUT ROWID
                """,
                """
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
                ) STRICT, WITHOUT ROWID
                """),
            Migration(
                "audit: create call and pace",
                """
                CREATE TABLE call (
                    run          INTEGER NOT NULL,
                    service      TEXT    NOT NULL,
                    operation    TEXT    NOT NULL,
                    region       TEXT    NOT NULL,
                    outcome      TEXT    NOT NULL,
                    calls        INTEGER NOT NULL,
                    milliseconds INTEGER NOT NULL,
                    PRIMARY KEY (run, service, operation, region, outcome)
                ) STRICT, WITHOUT ROWID
                """,
                """
                CREATE TABLE pace (
                    account      TEXT    NOT NULL,
                    region       TEXT    NOT NULL,
                    service      TEXT    NOT NULL,
                    operation    TEXT    NOT NULL,
                    rate         REAL    NOT NULL,
                    learned      INTEGER NOT NULL,
                    PRIMARY KEY (account, region, service, operation)
                ) STRICT, WITHOUT ROWID
                """),
            Migration(
                "audit: give resources an owner",
                "ALTER TABLE resource ADD COLUMN owner TEXT",
                "CREATE INDEX resource_place ON resource (service, account, region, arn)"),
        ] + Prices.migrations + Bill.migrations + MetricSchema.migrations + FindingSchema.migrations
        + Catalog.services.flatMap(\.migrations) + HistorySchema.migrations
}
