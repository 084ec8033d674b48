import Formats
import Pipeline
import SQLite

/// The stored prices of a service in a region.
struct PriceRows {
    let service: String
    let region: String
    let database: Database

    /// What is known of the current list without its prices.
    struct Head {
        var source: PriceList.Source
        var published: Timestamp?
        var version: String?
        var count: Int
        var run: Int
        var asOf: Timestamp
    }

    /// The current list without its prices; nil where none was ever read.
    func head() throws(SQLiteError) -> Head? {
        try database.row(
            """
            SELECT list, published, version, prices, run, as_of FROM price_list
            WHERE service = \(service) AND region = \(region)
            """
        ) { row in
            Head(
                source: PriceList.Source(rawValue: row[0]) ?? .api, published: row[1], version: row[2],
                count: row[3], run: row[4], asOf: row[5])
        }
    }

    /// The current list; nil where none was ever read.
    func list() throws(SQLiteError) -> PriceList? {
        guard let head = try head() else { return nil }
        let prices = try database.rows(
            """
            SELECT rate_code, currency, rate, sku, usage_type, operation, family, product_group, unit, term, offer,
                lease, purchase_option, offering_class, effective, tier_begin, tier_end, published, version
            FROM price WHERE service = \(service) AND region = \(region) AND run = \(head.run)
            ORDER BY rate_code, currency
            """, Price.init)
        return PriceList(
            service: service, region: region, source: head.source, published: head.published,
            version: head.version, asOf: head.asOf, prices: prices)
    }

    /// Adds a price to the list that a run reads, and says whether the run had not seen it yet.
    func add(_ price: Price, _ run: Run) throws(SQLiteError) -> Int {
        let key: [Value] = [.text(service), .text(region), .integer(Int64(run.id))]
        return try database.execute(
            SQL(
                """
                INSERT INTO price (service, region, run, rate_code, currency, rate, sku, usage_type, operation,
                    family, product_group, unit, term, offer, lease, purchase_option, offering_class, effective,
                    tier_begin, tier_end, published, version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """, key + price.values))
    }

    /// Forgets what a run has read so far, and says how much that was.
    func forget(_ run: Run) throws(SQLiteError) -> Int {
        try database.execute(
            "DELETE FROM price WHERE service = \(service) AND region = \(region) AND run = \(run.id)")
    }

    /// Puts what a run has read in the place of every other list.
    func makeCurrent(_ run: Run) throws(SQLiteError) {
        try database.execute(
            "DELETE FROM price WHERE service = \(service) AND region = \(region) AND run <> \(run.id)")
        try database.execute("DELETE FROM price_list WHERE service = \(service) AND region = \(region)")
        // The version stands in the row that has the newest date: SQLite takes it from there.
        try database.execute(
            """
            INSERT INTO price_list (service, region, list, published, version, prices, run, as_of)
            SELECT \(service), \(region), \(PriceList.Source.api.rawValue), max(published), version, count(*),
                \(run.id), \(run.asOf)
            FROM price WHERE service = \(service) AND region = \(region) AND run = \(run.id)
            """)
    }
}

extension Price {
    /// A row of the columns that `PriceRows.list` asks for.
    fileprivate init(_ row: borrowing Row) {
        self.init(sku: row[3], rateCode: row[0], rate: row[2], currency: row[1])
        usageType = row[4]
        operation = row[5]
        family = row[6]
        group = row[7]
        unit = row[8]
        term.kind = row[9]
        term.offer = row[10]
        term.lease = row[11]
        term.purchaseOption = row[12]
        term.offeringClass = row[13]
        term.effective = row[14]
        begin = row[15]
        end = row[16]
        published = row[17]
        version = row[18]
    }

    fileprivate var values: [Value] {
        let texts = [usageType, operation, family, group, unit, term.kind, term.offer, term.lease]
        var values: [Value] = [.text(rateCode), .text(currency), .text(rate), .text(sku)]
        for text in texts + [term.purchaseOption, term.offeringClass] { values.append(Self.value(text)) }
        values.append(term.effective?.value ?? .null)
        for text in [begin, end] { values.append(Self.value(text)) }
        values.append(published?.value ?? .null)
        values.append(Self.value(version))
        return values
    }

    private static func value(_ text: String?) -> Value { text.map(Value.text) ?? .null }
}
