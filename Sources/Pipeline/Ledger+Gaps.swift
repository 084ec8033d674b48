import Formats
import SQLite

/// What is carried over from earlier runs where this one could not look.
extension Ledger {
    /// Records that a cell could not look.
    ///
    /// What it saw on an earlier run stays and keeps its as-of; so do the cells that it found then, which nobody
    /// can reach today.
    func giveUp(_ entry: Entry, of run: Run, because gap: Gap) throws(SQLiteError) {
        let earlier = try lastSight(of: entry.cell, before: run)
        try database.execute(
            """
            UPDATE cell SET state = \(gap.state.rawValue), reason = \(gap.reason), cursor = NULL,
                as_of = \(earlier?.asOf)
            WHERE id = \(entry.id) AND state = 'pending'
            """)
        if let earlier { try writeOffChildren(of: earlier.id, under: entry.id, run) }
    }

    /// Makes a cell that was written off work again, because another parent has found it; false where it was not.
    ///
    /// What had been written off with it is forgotten: the cell itself will say whether it is still there.
    func revive(_ id: Int) throws(SQLiteError) -> Bool {
        let isRevived =
            try database.execute(
                """
                UPDATE cell SET state = 'pending', reason = NULL, as_of = NULL
                WHERE id = \(id) AND state = 'not-reached'
                """) > 0
        if isRevived { try forgetChildren(of: id) }
        return isRevived
    }

    func recordFind(of child: Int, by parent: Int) throws(SQLiteError) {
        try database.execute(
            SQL(
                "INSERT INTO find (parent, child) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [.integer(Int64(parent)), .integer(Int64(child))]))
    }

    private struct Sight {
        var id: Int
        var asOf: Timestamp?
    }

    /// A cell as the newest run has it that brought it to an end.
    private func lastSight(of cell: Cell, before run: Run) throws(SQLiteError) -> Sight? {
        // From the newest run down: each step is one look-up in the index that keeps cells unique.
        try database.row(
            """
            SELECT cell.id, cell.as_of FROM run CROSS JOIN cell ON cell.run = run.id
            WHERE run.id < \(run.id) AND stage = \(cell.stage.rawValue) AND service = \(cell.service)
                AND step = \(cell.step) AND account = \(cell.account) AND region = \(cell.region)
                AND scope = \(cell.scope) AND cell.state <> 'pending'
            ORDER BY run.id DESC LIMIT 1
            """
        ) { row in Sight(id: row[0], asOf: row[1]) }
    }

    private func writeOffChildren(
        of earlier: Int, under parent: Int, _ run: Run
    ) throws(SQLiteError) {
        var families = [(earlier: earlier, parent: parent)]
        while let family = families.popLast() {
            for cell in try children(of: family.earlier) {
                let sight = try lastSight(of: cell, before: run)
                let isNew = try writeOff(cell, in: run, asOf: sight?.asOf)
                guard let id = try id(of: cell, in: run) else { continue }
                try recordFind(of: id, by: family.parent)
                if isNew, let sight { families.append((sight.id, id)) }
            }
        }
    }

    private func children(of parent: Int) throws(SQLiteError) -> [Cell] {
        try database.rows(
            """
            SELECT stage, service, step, account, region, scope
            FROM find JOIN cell ON cell.id = find.child WHERE find.parent = \(parent)
            """
        ) { row in
            Cell(
                StageName(rawValue: row[0]) ?? .report, row[1], row[2], account: row[3], region: row[4],
                scope: row[5])
        }
    }

    /// Whether the cell was not known to this run.
    private func writeOff(
        _ cell: Cell, in run: Run, asOf: Timestamp?
    ) throws(SQLiteError) -> Bool {
        try database.execute(
            """
            INSERT INTO cell (run, stage, service, step, account, region, scope, state, reason, as_of)
            VALUES (\(run.id), \(cell.stage.rawValue), \(cell.service), \(cell.step), \(cell.account),
                    \(cell.region), \(cell.scope), 'not-reached', 'what leads to it could not be read', \(asOf))
            ON CONFLICT DO NOTHING
            """) > 0
    }

    /// Removes what was written off because of a cell, unless another lost cell accounts for it as well.
    private func forgetChildren(of parent: Int) throws(SQLiteError) {
        var parents = [parent]
        while let parent = parents.popLast() {
            let children = try database.rows("SELECT child FROM find WHERE parent = \(parent)") { row in
                row[0] as Int
            }
            try database.execute("DELETE FROM find WHERE parent = \(parent)")
            for child in children {
                let isForgotten =
                    try database.execute(
                        """
                        DELETE FROM cell WHERE id = \(child) AND state = 'not-reached'
                            AND NOT EXISTS (SELECT 1 FROM find WHERE child = \(child))
                        """) > 0
                if isForgotten { parents.append(child) }
            }
        }
    }
}
