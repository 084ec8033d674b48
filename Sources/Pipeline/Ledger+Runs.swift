import Formats
import SQLite

/// The runs and their stages.
extension Ledger {
    func begin(asOf: Timestamp, pipeline: String, version: String) throws(SQLiteError) -> Run {
        let id = try database.row(
            """
            INSERT INTO run (as_of, state, pipeline, version)
            VALUES (\(asOf), 'running', \(pipeline), \(version)) RETURNING id
            """
        ) { row in row[0] as Int }
        return Run(id: id ?? 0, asOf: asOf)
    }

    func set(_ state: RunState, of run: Run, because reason: String? = nil) throws(SQLiteError) {
        try database.execute(
            "UPDATE run SET state = \(state.rawValue), reason = \(reason) WHERE id = \(run.id)")
    }

    /// Whether a stage is planned and has no cells left to run.
    func hasEnded(_ stage: StageName, of run: Run) throws(SQLiteError) -> Bool {
        guard try isPlanned(stage, of: run) else { return false }
        return try !hasPending(run, stage)
    }

    func isPlanned(_ stage: StageName, of run: Run) throws(SQLiteError) -> Bool {
        try planning(of: stage, run)?.isPlanned ?? false
    }

    /// Where planning a stage goes on: nil before its first page.
    func planCursor(of stage: StageName, _ run: Run) throws(SQLiteError) -> Cursor? {
        try planning(of: stage, run)?.cursor
    }

    private func planning(
        of stage: StageName, _ run: Run
    ) throws(SQLiteError) -> (cursor: Cursor?, isPlanned: Bool)? {
        try database.row(
            "SELECT cursor, is_planned FROM stage WHERE run = \(run.id) AND name = \(stage.rawValue)"
        ) { row in ((row[0] as String?).map(Cursor.init), row[1]) }
    }

    func add(_ plan: Plan, of stage: StageName, to run: Run) throws(SQLiteError) {
        for cell in plan.cells { try add(cell, to: run) }
        try database.execute(
            """
            INSERT INTO stage (run, name, cursor, is_planned)
            VALUES (\(run.id), \(stage.rawValue), \(plan.next?.text), \(plan.next == nil))
            ON CONFLICT DO UPDATE SET cursor = excluded.cursor, is_planned = excluded.is_planned
            """)
    }

    /// Forgets what a stage did, so that it can be run again on the same collection.
    ///
    /// Its plan will name its first cells again. Those that an earlier stage found are not in any plan, and so they
    /// stay and become work again; or stay gaps, where what leads to them could not be read.
    func reset(_ stage: StageName, of run: Run) throws(SQLiteError) {
        let cells: SQL = "SELECT id FROM cell WHERE run = \(run.id) AND stage = \(stage.rawValue)"
        try database.execute("DELETE FROM find WHERE parent IN (\(cells))")
        try database.execute(
            """
            DELETE FROM cell WHERE run = \(run.id) AND stage = \(stage.rawValue)
                AND NOT EXISTS (SELECT 1 FROM find WHERE child = cell.id)
            """)
        try database.execute(
            """
            UPDATE cell SET state = 'pending', reason = NULL, cursor = NULL, pages = 0, rows = 0, as_of = NULL
            WHERE run = \(run.id) AND stage = \(stage.rawValue) AND state <> 'not-reached'
            """)
        try database.execute("DELETE FROM stage WHERE run = \(run.id) AND name = \(stage.rawValue)")
    }

    /// How a run ends whose cells have all ended.
    func outcome(of run: Run) throws(SQLiteError) -> RunState {
        let gaps = try database.coverage(of: run).contains { $0.state.isGap && !$0.state.isByDesign }
        return gaps ? .partial : .complete
    }
}
