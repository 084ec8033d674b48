import Formats
import SQLite

/// How many cells of a stage are in one state.
package struct CoverageCount: Equatable, Sendable {
    package var stage: StageName
    package var state: CellState
    package var cells: Int
}

/// Cells of one step and account that could not look, and why.
package struct CoverageGap: Equatable, Sendable {
    /// The first of them.
    package var cell: Cell
    package var cells: Int
    package var state: CellState
    package var reason: String
    /// When what is known of it was last seen; nil when it never was.
    package var asOf: Timestamp?
}

extension Database {
    /// How the cells of a run stand, by stage, in the order of the stages.
    ///
    /// Of an old run they were counted before they were forgotten.
    package func coverage(of run: Run) throws(SQLiteError) -> [CoverageCount] {
        let kept = try tally(of: run)
        guard kept.isEmpty else { return kept }
        var counts: [CoverageCount] = []
        for stage in StageName.allCases {
            for state in CellState.allCases {
                let cells = try self.cells(of: stage, run, in: state)
                if cells > 0 { counts.append(CoverageCount(stage: stage, state: state, cells: cells)) }
            }
        }
        return counts
    }

    /// Whether a stage has looked at all that it planned.
    package func hasEnded(_ stage: StageName, of run: Run) throws(SQLiteError) -> Bool {
        try Ledger(database: self).hasEnded(stage, of: run)
    }

    private func tally(of run: Run) throws(SQLiteError) -> [CoverageCount] {
        try rows("SELECT stage, state, cells FROM tally WHERE run = \(run.id)") { row in
            CoverageCount(
                stage: StageName(rawValue: row[0]) ?? .report, state: CellState(rawValue: row[1]) ?? .failed,
                cells: row[2])
        }.sorted { $0.stage < $1.stage }
    }

    /// How many cells of a stage are in a state.
    ///
    /// It counts entries of one range of an index: 40 ms for a million, where grouping them takes 100.
    func cells(of stage: StageName, _ run: Run, in state: CellState) throws(SQLiteError) -> Int {
        try row(
            """
            SELECT count(*) FROM cell
            WHERE run = \(run.id) AND stage = \(stage.rawValue) AND state = \(state.rawValue)
            """
        ) { row in row[0] as Int } ?? 0
    }

    /// The first gaps of a run that somebody could mend, those of one step and account together, in the order of their words.
    package func gaps(of run: Run, limit: Int) throws(SQLiteError) -> [CoverageGap] {
        try rows(
            """
            SELECT stage, service, step, account, region, scope, state, reason, as_of, count(*),
                -- The other columns are those of the row that has the least of this.
                min(region || ' ' || scope)
            FROM cell
            WHERE run = \(run.id) AND state <> 'pending' AND state <> 'complete' AND state <> 'empty'
                AND state <> 'region-off' AND state <> 'account-closed'
            GROUP BY stage, service, step, account
            ORDER BY stage, service, step, account LIMIT \(limit)
            """
        ) { row in
            let stage = StageName(rawValue: row[0]) ?? .report
            let cell = Cell(stage, row[1], row[2], account: row[3], region: row[4], scope: row[5])
            return CoverageGap(
                cell: cell, cells: row[9], state: CellState(rawValue: row[6]) ?? .failed, reason: row[7],
                asOf: row[8])
        }
    }
}
