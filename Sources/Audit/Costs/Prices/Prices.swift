import AWS
import Pipeline
import SQLite

/// What things cost: AWS's price lists, read once a day for each service and region that is in use.
package enum Prices {
    /// The cell that reads the prices of a service in a region, for whoever finds something to be priced there.
    package static func cell(service: String, region: String) -> Cell {
        Cell(.discover, "pricing", "products", region: region, scope: service)
    }

    static func steps(_ access: Access) -> [any Step] { [ProductListing(access: access)] }

    /// What the credentials ask that the run starts with.
    static let operations = [Pricing.GetProducts.operation]

    static let migrations = [
        Migration(
            "prices: create price_list and price",
            """
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
            ) STRICT, WITHOUT ROWID
            """,
            """
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
            ) STRICT, WITHOUT ROWID
            """)
    ]
}
