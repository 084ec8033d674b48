import Formats
import SQLite

/// What is forgotten of the cells of old runs, and what never is.
///
/// A run that could not look somewhere tells what an earlier one saw, however long ago that was: the newest cell of
/// every place (`Ledger.lastSight`), the newest that really looked (`Inventory.lastLook`), and which cells the newest
/// one found. These stay, and with them the rows of the runs that they belong to. The others go once their run is no
/// longer among those that are kept whole; how many they were is kept in `tally`.
///
///     run      1   2   3   …   8   9        with 7 whole runs: 3 to 9
///     table a  x   x   ·   …   ·   ·        a was deleted after run 2: its cell of run 2 is its newest
///     table b  x   x   x   …   x   x        b's cells of runs 1 and 2 are told better by a later one
///              └─ go ─┘└── all stay ─┘
///
/// Cells about one thing (those with a scope) which no run has had for as long as runs are kept go as well, unless the
/// place that they were found in is itself told from that far back: what comes and goes would add up for ever.
enum CellPruning {
    static let all = [
        count, cells, runs,
        Pruning.rows(of: "tally", key: ["run", "stage", "state"]) { horizon in
            "run < \(horizon.firstRun) AND NOT EXISTS (SELECT 1 FROM run WHERE run.id = tally.run)"
        },
    ]

    /// Counts the cells of runs before the first of them goes.
    private static let count = Pruning("tally of cells") { database, horizon, _ in
        let first = try Progress(database).firstRun
        let next = try database.row(
            """
            SELECT id FROM run WHERE id < \(horizon.firstWholeRun) AND id >= \(first)
                AND NOT EXISTS (SELECT 1 FROM tally WHERE tally.run = run.id)
                AND EXISTS (SELECT 1 FROM cell WHERE cell.run = run.id)
            ORDER BY id LIMIT 1
            """
        ) { row in row[0] as Int }
        guard let next else { return nil }
        try database.execute(
            """
            INSERT INTO tally (run, stage, state, cells)
            SELECT run, stage, state, count(*) FROM cell WHERE run = \(next) GROUP BY stage, state
            """)
        return Cursor("")
    }

    /// Forgets cells in the order of their ids, which is that of their runs.
    private static let cells = Pruning("cell") { database, horizon, cursor in
        let progress = try Progress(database)
        guard progress.firstRun < horizon.firstWholeRun else { return nil }
        let start = cursor.flatMap { Int($0.text) } ?? 0
        let end =
            try database.row(
                """
                SELECT max(id) FROM (SELECT id, run FROM cell WHERE id > \(start) ORDER BY id LIMIT \(horizon.piece))
                WHERE run < \(horizon.firstWholeRun)
                """
            ) { row in row[0] as Int? } ?? nil
        guard let end else {
            try progress.end(at: horizon, in: database)
            return nil
        }
        let piece: SQL = "id > \(start) AND id <= \(end)"
        try database.execute(
            """
            DELETE FROM cell WHERE \(piece) AND run < \(horizon.firstWholeRun)
                AND NOT (\(isCarriedOver(horizon, progress)))
            """)
        for column in ["parent", "child"] {
            try database.execute(
                """
                DELETE FROM find WHERE \(name: column) > \(start) AND \(name: column) <= \(end)
                    AND NOT EXISTS (SELECT 1 FROM cell WHERE id = find.\(name: column))
                """)
        }
        return Cursor(String(end))
    }

    /// Whether a later run may have to tell what this cell saw, or was found by one of which that holds.
    private static func isCarriedOver(_ horizon: Horizon, _ progress: Progress) -> SQL {
        let isEnded: SQL = "<> 'pending'"
        let hasLooked: SQL = "IN ('complete', 'empty')"
        let isKept: SQL = """
            (cell.run >= \(horizon.firstRun) OR (cell.stage = 'discover' AND cell.scope = ''))
            """
        return """
            (\(isKept) AND (
                (cell.state \(isEnded) AND NOT EXISTS (\(later("cell", isEnded, horizon, progress))))
                OR (cell.state \(hasLooked) AND NOT EXISTS (\(later("cell", hasLooked, horizon, progress))))))
            OR EXISTS (
                SELECT 1 FROM find JOIN cell AS above ON above.id = find.parent
                WHERE find.child = cell.id AND above.state \(isEnded)
                    AND NOT EXISTS (\(later("above", isEnded, horizon, progress))))
            """
    }

    /// The same cell of a later run but the newest, whose reports look at what was before it.
    ///
    /// Cells that were looked through before are compared with the runs that have come since.
    private static func later(
        _ cell: String, _ state: SQL, _ horizon: Horizon, _ progress: Progress
    ) -> SQL {
        let cell = SQL(cell)
        return """
            SELECT 1 FROM run CROSS JOIN cell AS later ON later.run = run.id
            WHERE run.id > \(cell).run AND run.id < \(horizon.newest.id)
                AND (\(cell).run >= \(progress.firstRun) OR run.id >= \(progress.newestRun))
                AND later.stage = \(cell).stage AND later.service = \(cell).service AND later.step = \(cell).step
                AND later.account = \(cell).account AND later.region = \(cell).region
                AND later.scope = \(cell).scope AND later.state \(state)
            """
    }

    /// Runs of which nothing is left but that they were.
    private static let runs = Pruning.rows(of: "run", key: ["id"]) { horizon in
        "id < \(horizon.firstRun) AND NOT EXISTS (SELECT 1 FROM cell WHERE cell.run = run.id)"
    }

    /// How far earlier nights came: the first run that was kept whole when all before it had been looked through, and
    /// the newest run of that night.
    private struct Progress {
        var firstRun: Int
        var newestRun: Int

        init(_ database: Database) throws(SQLiteError) {
            let kept = try database.row("SELECT first_run, newest_run FROM pruned") { row in
                (row[0] as Int, row[1] as Int)
            }
            (firstRun, newestRun) = kept ?? (0, 0)
        }

        func end(at horizon: Horizon, in database: Database) throws(SQLiteError) {
            try database.execute("DELETE FROM pruned")
            try database.execute(
                """
                INSERT INTO pruned (first_run, newest_run)
                VALUES (\(horizon.firstWholeRun), \(horizon.newest.id))
                """)
        }
    }
}
