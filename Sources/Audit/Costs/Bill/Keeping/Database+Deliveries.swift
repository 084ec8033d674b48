import Formats
import Pipeline
import SQLite

/// A delivery of a month that is to be read, or has been.
struct BillDelivery: Equatable, Sendable {
    var id: Int
    var month: BillMonth
    var report: BillReport
    /// Tells it from any other delivery, and from the same one read with other settings.
    var identity: String
    /// When its manifest was written, where that is known.
    var modified: Timestamp?
    /// Where its parts lie, in the order of the manifest.
    var keys: [String]

    /// Parts are numbered within deliveries, and deliveries within months: no number depends on what came first.
    static let partsPerDelivery = 1_000_000
    static let deliveriesPerMonth = 100_000

    func part(_ number: Int) -> Int { id * Self.partsPerDelivery + number }
}

extension Database {
    /// The id of the delivery that a month has, or of the one that would follow it.
    func currentDelivery(of month: BillMonth) throws(SQLiteError) -> (id: Int, identity: String)? {
        try row("SELECT id, identity FROM bill_delivery WHERE month = \(month.number) AND is_current") {
            row in
            (id: row[0], identity: row[1])
        }
    }

    /// The newest delivery of a month that was begun: its identity, and how many parts it has.
    func newestDelivery(of month: BillMonth) throws(SQLiteError) -> (identity: String, parts: Int)? {
        try row(
            """
            SELECT identity, parts FROM bill_delivery WHERE month = \(month.number) ORDER BY id DESC LIMIT 1
            """
        ) { row in (identity: row[0], parts: row[1]) }
    }

    /// Begins a delivery, unless it is known: what was read of another one that never became the month's goes.
    func begin(_ report: BillReport, of month: BillMonth, _ delivery: BillDelivery, _ run: Run) throws {
        let current = try currentDelivery(of: month)
        if let newest = try newestDelivery(of: month), newest.identity == delivery.identity {
            try execute(
                """
                UPDATE bill_delivery SET run = \(run.id), as_of = \(run.asOf)
                WHERE month = \(month.number) AND identity = \(delivery.identity)
                """)
            return
        }
        var delivery = delivery
        delivery.id = (current?.id ?? month.number * BillDelivery.deliveriesPerMonth) + 1
        try removeDeliveries(of: month, where: "NOT is_current")
        try insert(delivery, report, run)
        if delivery.keys.isEmpty { try publish(delivery.id, of: month) }
    }

    private func insert(_ delivery: BillDelivery, _ report: BillReport, _ run: Run) throws(SQLiteError) {
        try execute(
            """
            INSERT INTO bill_delivery (id, month, is_current, generation, bucket, path, name, region, identity,
                modified, parts, run, as_of)
            VALUES (\(delivery.id), \(delivery.month.number), 0, \(report.generation.rawValue),
                \(report.bucket), \(report.path), \(report.name), \(report.region), \(delivery.identity),
                \(delivery.modified), \(delivery.keys.count), \(run.id), \(run.asOf))
            """)
        for (number, key) in delivery.keys.enumerated() {
            try execute(
                """
                INSERT INTO bill_part (id, delivery, number, key, is_read, has_list, lines, split_lines)
                VALUES (\(delivery.part(number)), \(delivery.id), \(number), \(key), 0, 0, 0, 0)
                """)
        }
    }

    /// Notes that a part has been read whole; with the last one its delivery becomes the month's.
    func finishPart(_ part: Int, hasList: Bool, payer: String?, of month: BillMonth) throws(SQLiteError) {
        try execute(
            """
            UPDATE bill_part SET is_read = 1, has_list = \(hasList), payer = nullif(\(payer), ''),
                lines = (SELECT ifnull(sum(lines), 0) FROM bill_line WHERE part = \(part)),
                split_lines = (SELECT ifnull(sum(lines), 0) FROM bill_line WHERE part = \(part) AND is_split)
            WHERE id = \(part)
            """)
        let delivery = part / BillDelivery.partsPerDelivery
        let isMissing =
            try row("SELECT 1 FROM bill_part WHERE delivery = \(delivery) AND NOT is_read LIMIT 1") { _ in
                true
            }
        if isMissing == nil { try publish(delivery, of: month) }
    }

    private func publish(_ delivery: Int, of month: BillMonth) throws(SQLiteError) {
        try execute("UPDATE bill_delivery SET is_current = 1 WHERE id = \(delivery)")
        try removeDeliveries(of: month, where: "id <> \(delivery)")
    }

    private func removeDeliveries(of month: BillMonth, where condition: SQL) throws(SQLiteError) {
        let ids = try rows(
            "SELECT id FROM bill_delivery WHERE month = \(month.number) AND \(condition)"
        ) { row in row[0] as Int }
        for id in ids {
            let first = id * BillDelivery.partsPerDelivery
            let last = first + BillDelivery.partsPerDelivery - 1
            try execute("DELETE FROM bill_line WHERE part BETWEEN \(first) AND \(last)")
            try execute("DELETE FROM bill_text WHERE part BETWEEN \(first) AND \(last)")
            try execute("DELETE FROM bill_part WHERE delivery = \(id)")
            try execute("DELETE FROM bill_delivery WHERE id = \(id)")
        }
    }

    /// Remembers when a question was last answered.
    func note(look what: String, _ run: Run) throws(SQLiteError) {
        try execute(
            """
            INSERT INTO bill_look (what, as_of) VALUES (\(what), \(run.asOf))
            ON CONFLICT (what) DO UPDATE SET as_of = excluded.as_of
            """)
    }

    /// Whether a question was answered on the day of a run.
    func hasLooked(_ what: String, on run: Run) throws(SQLiteError) -> Bool {
        let last = try row("SELECT as_of FROM bill_look WHERE what = \(what)") { row in row[0] as Timestamp }
        return last?.day == run.asOf.day
    }
}
