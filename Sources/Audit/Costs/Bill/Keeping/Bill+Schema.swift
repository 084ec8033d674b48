import SQLite

extension Bill {
    /// The tables of the bill, and `cost`, which is what others read.
    ///
    /// A delivery is what one manifest lists. Its parts are stored as they are read, and the delivery becomes the
    /// month's in the transaction that stores its last part; until then the one before stays. Texts are numbers
    /// within their part, chunk and kind, in the order of the file, so that they depend on nothing but the file; a
    /// part has several chunks only where its texts are more than memory may hold.
    static let migrations = [
        Migration(
            "bill: create report, delivery, part, text and line",
            """
            CREATE TABLE bill_look (
                what        TEXT    PRIMARY KEY,
                as_of       INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE bill_report (
                generation  TEXT    NOT NULL,
                bucket      TEXT    NOT NULL,
                path        TEXT    NOT NULL,
                name        TEXT    NOT NULL,
                region      TEXT    NOT NULL,
                is_whole    INTEGER NOT NULL,
                detail      INTEGER NOT NULL,
                listed_by   TEXT    NOT NULL,
                run         INTEGER NOT NULL,
                as_of       INTEGER NOT NULL,
                PRIMARY KEY (generation, bucket, path, name)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE bill_delivery (
                id          INTEGER PRIMARY KEY,
                month       INTEGER NOT NULL,
                is_current  INTEGER NOT NULL,
                generation  TEXT    NOT NULL,
                bucket      TEXT    NOT NULL,
                path        TEXT    NOT NULL,
                name        TEXT    NOT NULL,
                region      TEXT    NOT NULL,
                identity    TEXT    NOT NULL,
                modified    INTEGER,
                parts       INTEGER NOT NULL,
                run         INTEGER NOT NULL,
                as_of       INTEGER NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE bill_part (
                id          INTEGER PRIMARY KEY,
                delivery    INTEGER NOT NULL REFERENCES bill_delivery,
                number      INTEGER NOT NULL,
                key         TEXT    NOT NULL,
                is_read     INTEGER NOT NULL,
                has_list    INTEGER NOT NULL,
                lines       INTEGER NOT NULL,
                split_lines INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX bill_part_delivery ON bill_part (delivery, number)",
            """
            CREATE TABLE bill_text (
                part        INTEGER NOT NULL,
                chunk       INTEGER NOT NULL,
                kind        INTEGER NOT NULL,
                id          INTEGER NOT NULL,
                text        TEXT    NOT NULL,
                PRIMARY KEY (part, chunk, kind, id)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE bill_line (
                part               INTEGER NOT NULL,
                chunk              INTEGER NOT NULL,
                day                INTEGER NOT NULL,
                account            INTEGER NOT NULL,
                service            INTEGER NOT NULL,
                usage_type         INTEGER NOT NULL,
                operation          INTEGER NOT NULL,
                region             INTEGER NOT NULL,
                line_type          INTEGER NOT NULL,
                resource           INTEGER NOT NULL,
                tags               INTEGER NOT NULL,
                currency           INTEGER NOT NULL,
                is_split           INTEGER NOT NULL,
                lines              INTEGER NOT NULL,
                unblended          INTEGER NOT NULL,
                unblended_rest     INTEGER NOT NULL,
                net                INTEGER NOT NULL,
                net_rest           INTEGER NOT NULL,
                amortised          INTEGER NOT NULL,
                amortised_rest     INTEGER NOT NULL,
                net_amortised      INTEGER NOT NULL,
                net_amortised_rest INTEGER NOT NULL,
                list               INTEGER,
                list_rest          INTEGER,
                usage              INTEGER NOT NULL,
                usage_rest         INTEGER NOT NULL,
                PRIMARY KEY (part, chunk, day, resource, service, usage_type, operation, line_type, account,
                    region, tags, currency)
            ) STRICT, WITHOUT ROWID
            """,
            costView),
        Migration(
            "bill: create total, and name who pays",
            "ALTER TABLE bill_part ADD COLUMN payer TEXT",
            """
            CREATE TABLE bill_total (
                delivery           INTEGER NOT NULL,
                account            TEXT    NOT NULL,
                service            TEXT    NOT NULL,
                region             TEXT    NOT NULL,
                line_type          TEXT    NOT NULL,
                currency           TEXT    NOT NULL,
                piece              INTEGER NOT NULL,
                lines              INTEGER NOT NULL,
                split_lines        INTEGER NOT NULL,
                unblended          INTEGER NOT NULL,
                unblended_rest     INTEGER NOT NULL,
                net                INTEGER NOT NULL,
                net_rest           INTEGER NOT NULL,
                amortised          INTEGER NOT NULL,
                amortised_rest     INTEGER NOT NULL,
                net_amortised      INTEGER NOT NULL,
                net_amortised_rest INTEGER NOT NULL,
                list               INTEGER,
                list_rest          INTEGER,
                PRIMARY KEY (delivery, account, service, region, line_type, currency, piece)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE VIEW monthly_cost AS
            SELECT printf('%04d-%02d', month / 100, month % 100) AS month, bill_total.*, as_of
            FROM bill_delivery CROSS JOIN bill_total ON bill_total.delivery = bill_delivery.id
            WHERE is_current
            """),
    ]

    /// Costs count 10⁻¹⁰ of the currency's unit, and each `_rest` 10⁻²⁸; usage counts ones, and its rest 10⁻¹⁸.
    ///
    /// The joins are crossed because SQLite keeps the order of those: it would begin at a text and walk all lines for it.
    private static let costView: SQL = """
        CREATE VIEW cost AS
        SELECT printf('%04d-%02d', delivery.month / 100, delivery.month % 100) AS month,
            CASE WHEN line.day > 0
                THEN printf('%04d-%02d-%02d', line.day / 10000, line.day / 100 % 100, line.day % 100)
            END AS day,
            account.text AS account, service.text AS service, usage_type.text AS usage_type,
            operation.text AS operation, region.text AS region, line_type.text AS line_type,
            resource.text AS resource, tags.text AS tags, currency.text AS currency,
            line.is_split, line.lines, line.unblended, line.unblended_rest, line.net, line.net_rest,
            line.amortised, line.amortised_rest, line.net_amortised, line.net_amortised_rest,
            line.list, line.list_rest, line.usage, line.usage_rest,
            delivery.as_of AS as_of
        FROM bill_delivery AS delivery
        CROSS JOIN bill_part AS part ON part.delivery = delivery.id
        CROSS JOIN bill_line AS line ON line.part = part.id
        CROSS JOIN bill_text AS account ON (account.part, account.chunk, account.kind, account.id)
            = (line.part, line.chunk, 0, line.account)
        CROSS JOIN bill_text AS service ON (service.part, service.chunk, service.kind, service.id)
            = (line.part, line.chunk, 1, line.service)
        CROSS JOIN bill_text AS usage_type ON (usage_type.part, usage_type.chunk, usage_type.kind, usage_type.id)
            = (line.part, line.chunk, 2, line.usage_type)
        CROSS JOIN bill_text AS operation ON (operation.part, operation.chunk, operation.kind, operation.id)
            = (line.part, line.chunk, 3, line.operation)
        CROSS JOIN bill_text AS region ON (region.part, region.chunk, region.kind, region.id)
            = (line.part, line.chunk, 4, line.region)
        CROSS JOIN bill_text AS line_type ON (line_type.part, line_type.chunk, line_type.kind, line_type.id)
            = (line.part, line.chunk, 5, line.line_type)
        CROSS JOIN bill_text AS resource ON (resource.part, resource.chunk, resource.kind, resource.id)
            = (line.part, line.chunk, 6, line.resource)
        LEFT JOIN bill_text AS tags ON (tags.part, tags.chunk, tags.kind, tags.id)
            = (line.part, line.chunk, 7, line.tags)
        CROSS JOIN bill_text AS currency ON (currency.part, currency.chunk, currency.kind, currency.id)
            = (line.part, line.chunk, 8, line.currency)
        WHERE delivery.is_current
        """
}
