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

    /// The cells of a stage that are yet to run, in the order in which they were found.
    func pending(_ run: Run, _ stage: StageName, after id: Int, limit: Int) throws(SQLiteError) -> [Entry] {
        try database.rows(
            """
            SELECT id, service, step, account, region, scope, cursor, rows FROM cell
            WHERE run = \(run.id) AND stage = \(stage.rawValue) AND state = 'pending' AND id > \(id)
            ORDER BY id LIMIT \(limit)
            """
        ) { row in
            let cell = Cell(stage, row[1], row[2], account: row[3], region: row[4], scope: row[5])
            return Entry(id: row[0], cell: cell, cursor: (row[6] as String?).map(Cursor.init), rows: row[7])
        }
    }

    func hasPending(_ run: Run, _ stage: StageName) throws(SQLiteError) -> Bool {
        try !pending(run, stage, after: 0, limit: 1).isEmpty
    }

    /// Adds cells and says how many of them are new work.
    ///
    /// One that an unreachable parent had written off is work again, because another parent found it.
    @discardableResult
    func add(_ cells: [Cell], to run: Run, foundBy parent: Int? = nil) throws(SQLiteError) -> Int {
        var added = 0
        for cell in cells {
            added += try database.execute(
                SQL(
                    """
                    INSERT INTO cell (run, stage, service, step, account, region, scope, found_by)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET state = 'pending', reason = NULL, as_of = NULL,
                        found_by = excluded.found_by
                    WHERE state = 'not-reached'
                    """,
                    [
                        .integer(Int64(run.id)), .text(cell.stage.rawValue), .text(cell.service),
                        .text(cell.step), .text(cell.account), .text(cell.region), .text(cell.scope),
                        parent.map { .integer(Int64($0)) } ?? .null,
                    ]))
        }
        return added
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

    /// Records that a cell could not look.
    ///
    /// What it saw on an earlier run stays and keeps its as-of; so do the cells that it found then, which
    /// nobody can reach today.
    func giveUp(_ entry: Entry, of run: Run, because gap: Gap) throws(SQLiteError) {
        let earlier = try lastEntry(of: entry.cell, before: run)
        try database.execute(
            """
            UPDATE cell SET state = \(gap.state.rawValue), reason = \(gap.reason), cursor = NULL,
                as_of = \(earlier?.asOf)
            WHERE id = \(entry.id) AND state = 'pending'
            """)
        if let earlier { try writeOffChildren(of: earlier.id, under: entry.id, run, entry.cell) }
    }

    private struct Earlier {
        var id: Int
        var asOf: Timestamp?
    }

    private func lastEntry(of cell: Cell, before run: Run) throws(SQLiteError) -> Earlier? {
        // From the newest run down: each step is one look-up in the index that keeps cells unique.
        try database.row(
            """
            SELECT cell.id, cell.as_of FROM run CROSS JOIN cell ON cell.run = run.id
            WHERE run.id < \(run.id) AND stage = \(cell.stage.rawValue) AND service = \(cell.service)
                AND step = \(cell.step) AND account = \(cell.account) AND region = \(cell.region)
                AND scope = \(cell.scope) AND cell.state <> 'pending'
            ORDER BY run.id DESC LIMIT 1
            """
        ) { row in Earlier(id: row[0], asOf: row[1]) }
    }

    private func writeOffChildren(
        of earlier: Int, under parent: Int, _ run: Run, _ culprit: Cell
    ) throws(SQLiteError) {
        var families = [(earlier: earlier, parent: parent)]
        while let family = families.popLast() {
            let children = try database.rows(
                """
                SELECT id, stage, service, step, account, region, scope, as_of FROM cell
                WHERE found_by = \(family.earlier)
                """
            ) { row in
                (
                    id: row[0] as Int, key: (1...6).map { column in row[column] as String },
                    asOf: row[7] as Timestamp?
                )
            }
            for child in children {
                let made = try database.row(
                    """
                    INSERT INTO cell (run, stage, service, step, account, region, scope,
                                      state, reason, as_of, found_by)
                    VALUES (\(run.id), \(child.key[0]), \(child.key[1]), \(child.key[2]), \(child.key[3]),
                            \(child.key[4]), \(child.key[5]), 'not-reached',
                            \("\(culprit) could not be read"), \(child.asOf), \(family.parent))
                    ON CONFLICT DO NOTHING RETURNING id
                    """
                ) { row in row[0] as Int }
                if let made { families.append((child.id, made)) }
            }
        }
    }
}
