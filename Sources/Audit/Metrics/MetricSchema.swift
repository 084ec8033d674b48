import SQLite

/// The tables of what was measured.
///
///     series      one row for each metric of each table, index or operation: what it is, and from which day to
///                 which it has been asked for
///     series_day  one row for each day of a series that has a value: its samples, packed (`SamplePacking`)
///
/// A day without a row inside of what has been asked for had no value; a day outside of it was not looked at.
enum MetricSchema {
    static let migrations = [
        Migration(
            "metrics: create series and series_day",
            """
            CREATE TABLE series (
                id          INTEGER PRIMARY KEY,
                resource    TEXT    NOT NULL,
                part        TEXT    NOT NULL,
                metric      TEXT    NOT NULL,
                statistic   TEXT    NOT NULL,
                period      INTEGER NOT NULL,
                first_day   INTEGER NOT NULL,
                end_day     INTEGER NOT NULL,
                as_of       INTEGER NOT NULL,
                UNIQUE (resource, part, metric, statistic, period)
            ) STRICT
            """,
            // Days first: a night appends to the end of the tree instead of touching every page of it.
            """
            CREATE TABLE series_day (
                id          INTEGER PRIMARY KEY,
                series      INTEGER NOT NULL GENERATED ALWAYS AS (id & 4294967295) VIRTUAL,
                day         INTEGER NOT NULL GENERATED ALWAYS AS (id >> 32) VIRTUAL,
                samples     BLOB    NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE metric_estimate (
                run         INTEGER NOT NULL,
                account     TEXT    NOT NULL,
                region      TEXT    NOT NULL,
                series      INTEGER NOT NULL,
                requests    INTEGER NOT NULL,
                cost        INTEGER NOT NULL,
                is_allowed  INTEGER NOT NULL,
                PRIMARY KEY (run, account, region)
            ) STRICT, WITHOUT ROWID
            """)
    ]
}
