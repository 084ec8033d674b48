import SQLite

/// The findings of all services, in one shape.
enum FindingSchema {
    static let migrations = [
        Migration(
            "audit: create finding",
            """
            CREATE TABLE finding (
                id                TEXT    PRIMARY KEY,
                code              TEXT    NOT NULL,
                severity          TEXT    NOT NULL,
                service           TEXT    NOT NULL,
                account           TEXT    NOT NULL,
                region            TEXT    NOT NULL,
                resource          TEXT    NOT NULL,
                part              TEXT    NOT NULL,
                what              TEXT    NOT NULL,
                why               TEXT    NOT NULL,
                how               TEXT    NOT NULL,
                current_cost      INTEGER,
                projected_cost    INTEGER,
                saving            INTEGER,
                prices            TEXT    NOT NULL,
                confidence        INTEGER NOT NULL,
                confidence_reason TEXT    NOT NULL,
                first_run         INTEGER NOT NULL,
                first_seen        INTEGER NOT NULL,
                run               INTEGER NOT NULL,
                as_of             INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX finding_place ON finding (service, account, region)")
    ]
}
