import Formats
import SQLite

/// The coverage ledger: what every cell of every run saw, or why it could not look.
///
/// Every function here runs inside a transaction of the caller's, so that a page, its cursor and the cells
/// that it found land together.
struct Ledger {
    let database: Database

    /// A cell as it is stored, with what the engine needs to go on with it.
    struct Entry: Sendable {
        var id: Int
        var cell: Cell
        var cursor: Cursor?
        /// The rows of the pages before the cursor.
        var rows: Int
    }

    /// The cells of a stage that are yet to run, in the order in which they were found: all, or those of one service.
    func pending(
        _ run: Run, _ stage: StageName, of service: String? = nil, after id: Int, limit: Int
    ) throws(SQLiteError) -> [Entry] {
        let ofService: SQL = service.map { "AND service = \($0)" } ?? ""
        return try database.rows(
            """
            SELECT id, service, step, account, region, scope, cursor, rows FROM cell
            WHERE run = \(run.id) AND stage = \(stage.rawValue) AND state = 'pending' AND id > \(id) \(ofService)
            ORDER BY id LIMIT \(limit)
            """
        ) { row in
            let cell = Cell(stage, row[1], row[2], account: row[3], region: row[4], scope: row[5])
            return Entry(id: row[0], cell: cell, cursor: (row[6] as String?).map(Cursor.init), rows: row[7])
        }
    }

    func hasPending(_ run: Run, _ stage: StageName, of service: String? = nil) throws(SQLiteError) -> Bool {
        try !pending(run, stage, of: service, after: 0, limit: 1).isEmpty
    }

    /// Adds a cell, and says whether it is new work.
    @discardableResult
    func add(_ cell: Cell, to run: Run, foundBy parent: Int? = nil) throws(SQLiteError) -> Bool {
        if try insert(cell, in: run) {
            if let parent { try recordFind(of: database.lastInsertedID, by: parent) }
            return true
        }
        guard let known = try id(of: cell, in: run) else { return false }
        if let parent { try recordFind(of: known, by: parent) }
        return try revive(known)
    }

    /// Whether the cell was not known yet.
    private func insert(_ cell: Cell, in run: Run) throws(SQLiteError) -> Bool {
        let words: [Value] = [
            .integer(Int64(run.id)), .text(cell.stage.rawValue), .text(cell.service), .text(cell.step),
            .text(cell.account), .text(cell.region), .text(cell.scope),
        ]
        return try database.execute(
            SQL(
                """
                INSERT INTO cell (run, stage, service, step, account, region, scope)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """, words)) > 0
    }

    func id(of cell: Cell, in run: Run) throws(SQLiteError) -> Int? {
        try database.row(
            """
            SELECT id FROM cell
            WHERE run = \(run.id) AND stage = \(cell.stage.rawValue) AND service = \(cell.service)
                AND step = \(cell.step) AND account = \(cell.account) AND region = \(cell.region)
                AND scope = \(cell.scope)
            """
        ) { row in row[0] as Int }
    }

    // The next two are run for every page, so their texts are not put together anew each time; and they
    // do without RETURNING, for which SQLite would journal every statement by itself.

    /// Records a page that is not the cell's last.
    func advance(_ entry: Entry, to cursor: Cursor, rows: Int) throws(SQLiteError) {
        try database.execute(
            SQL(
                "UPDATE cell SET cursor = ?, pages = pages + 1, rows = ? WHERE id = ? AND state = 'pending'",
                [.text(cursor.text), .integer(Int64(rows)), .integer(Int64(entry.id))]))
    }

    /// Records a cell's last page.
    func finish(_ entry: Entry, of run: Run, rows: Int) throws(SQLiteError) {
        try database.execute(
            SQL(
                """
                UPDATE cell SET state = ?, cursor = NULL, pages = pages + 1, rows = ?, as_of = ?
                WHERE id = ? AND state = 'pending'
                """,
                [
                    .text(CellState.seen(rows: rows).rawValue), .integer(Int64(rows)), run.asOf.value,
                    .integer(Int64(entry.id)),
                ]))
    }
}
