import Formats
import Pipeline
import SQLite

/// Adds up what each account paid in each month, by service, region and kind of line, once for each delivery.
///
/// Reports ask these few rows, and not the millions of lines behind them.
struct BillTotals: Step {
    let store: Store
    let service = "costs"
    let name = "totals"

    static let first = Cell(.enrich, "costs", "totals")

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let behind = cursor.flatMap { Int($0.text) } ?? 0
        let delivery = try await store.read { database in
            try database.row(
                """
                SELECT id FROM bill_delivery WHERE is_current AND id > \(behind) ORDER BY id LIMIT 1
                """
            ) { row in row[0] as Int }
        }
        guard let delivery else {
            return Page { database in
                try database.execute(
                    """
                    DELETE FROM bill_total WHERE delivery NOT IN (SELECT id FROM bill_delivery WHERE is_current)
                    """)
                return 0
            }
        }
        return Page(next: Cursor(String(delivery))) { database in try Self.addUp(delivery, in: database) }
    }

    /// What is there is whole: a delivery never changes.
    private static func addUp(_ delivery: Int, in database: Database) throws -> Int {
        let known = try database.row("SELECT count(*) FROM bill_total WHERE delivery = \(delivery)") { row in
            row[0] as Int
        }
        if let known, known > 0 { return known }
        let chunks = try database.rows(
            """
            SELECT part.id, chunk FROM bill_part AS part CROSS JOIN bill_text AS text
                ON text.part = part.id AND text.kind = 0 AND text.id = 0
            WHERE part.delivery = \(delivery) ORDER BY part.id, chunk
            """
        ) { row in (part: row[0] as Int, chunk: row[1] as Int) }
        var sums: [[String]: Sums] = [:]
        for (part, chunk) in chunks { try add(part, chunk, to: &sums, in: database) }
        for (key, sum) in sums.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            try sum.save(key, delivery, in: database)
        }
        return sums.count
    }

    private static func add(
        _ part: Int, _ chunk: Int, to sums: inout [[String]: Sums], in database: Database
    ) throws {
        var byNumber: [[Int]: Sums] = [:]
        try database.forEach(
            """
            SELECT account, service, region, line_type, currency, lines, is_split, unblended, unblended_rest, net,
                net_rest, amortised, amortised_rest, net_amortised, net_amortised_rest, list, list_rest
            FROM bill_line WHERE part = \(part) AND chunk = \(chunk)
            """
        ) { row in
            byNumber[(0..<5).map { row[$0] }, default: Sums()].add(row)
        }
        // The kinds of texts, as bill_text has them: account, service, region, line type and currency.
        var texts: [[Int: String]] = []
        for kind in [0, 1, 4, 5, 8] {
            let rows = try database.rows(
                "SELECT id, text FROM bill_text WHERE part = \(part) AND chunk = \(chunk) AND kind = \(kind)"
            ) { row in (row[0] as Int, row[1] as String) }
            texts.append(Dictionary(uniqueKeysWithValues: rows))
        }
        for (numbers, sum) in byNumber {
            sums[zip(texts, numbers).map { $0[$1] ?? "" }, default: Sums()].add(sum)
        }
    }

    /// The lines of one row, added up.
    private struct Sums {
        private var lines = 0
        private var splitLines = 0
        private var sums = [ExactSum](repeating: ExactSum(), count: 5)
        /// Whether every line tells what the price list would have it cost.
        private var hasList = true

        mutating func add(_ row: borrowing Row) {
            lines += row[5]
            if row[6] { splitLines += row[5] }
            for index in sums.indices {
                let column = 7 + 2 * index
                if row.isNull(column) {
                    hasList = false
                } else {
                    sums[index] += ExactAmount(units: row[column], rest: row[column + 1])
                }
            }
        }

        mutating func add(_ other: Sums) {
            lines += other.lines
            splitLines += other.splitLines
            hasList = hasList && other.hasList
            for index in sums.indices { sums[index] += other.sums[index] }
        }

        /// Beyond 922 million a sum is more than a row holds, and is told in several.
        func save(_ key: [String], _ delivery: Int, in database: Database) throws(SQLiteError) {
            let largest = sums.map(\.units.magnitude).max() ?? 0
            let pieces = Int(largest / UInt128(Int64.max)) + 1
            for piece in 0..<pieces { try save(key, delivery, piece: piece, of: pieces, in: database) }
        }

        private func save(
            _ key: [String], _ delivery: Int, piece: Int, of pieces: Int, in database: Database
        ) throws(SQLiteError) {
            let isFirst = piece == 0
            var values: [Value] = [.integer(Int64(delivery))] + key.map(Value.text)
            values += [
                .integer(Int64(piece)), .integer(Int64(isFirst ? lines : 0)),
                .integer(Int64(isFirst ? splitLines : 0)),
            ]
            for (index, sum) in sums.enumerated() {
                guard index < sums.count - 1 || hasList else {
                    values += [.null, .null]
                    continue
                }
                let (share, left) = sum.units.quotientAndRemainder(dividingBy: Int128(pieces))
                values += [
                    .integer(Int64(clamping: isFirst ? share + left : share)),
                    .integer(isFirst ? sum.rest : 0),
                ]
            }
            try database.execute(
                SQL(
                    """
                    INSERT INTO bill_total (delivery, account, service, region, line_type, currency, piece, lines, split_lines,
                        unblended, unblended_rest, net, net_rest, amortised, amortised_rest, net_amortised,
                        net_amortised_rest, list, list_rest)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, values))
        }
    }
}
