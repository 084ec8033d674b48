import Formats
import SQLite

/// A run as it is stored.
package struct RunEntry: Equatable, Sendable {
    package var run: Run
    package var state: RunState
    /// Why it failed, where it did.
    package var reason: String?
    /// A fingerprint of the pipeline file that began it.
    package var pipeline: String
    package var version: String
}

/// How many cells of a stage are in one state.
package struct CoverageCount: Equatable, Sendable {
    package var stage: StageName
    package var state: CellState
    package var cells: Int
}

/// A cell that could not look, and why.
package struct CoverageGap: Equatable, Sendable {
    package var cell: Cell
    package var state: CellState
    package var reason: String
    /// When what is known of it was last seen; nil when it never was.
    package var asOf: Timestamp?
}

extension Database {
    /// The runs, newest first.
    package func runs(limit: Int) throws(SQLiteError) -> [RunEntry] {
        try rows(
            "SELECT id, as_of, state, reason, pipeline, version FROM run ORDER BY id DESC LIMIT \(limit)"
        ) { row in
            RunEntry(
                run: Run(id: row[0], asOf: row[1]), state: RunState(rawValue: row[2]) ?? .failed,
                reason: row[3], pipeline: row[4], version: row[5])
        }
    }

    /// How the cells of a run stand, by stage, in the order of the stages.
    package func coverage(of run: Run) throws(SQLiteError) -> [CoverageCount] {
        // The index holds all that is asked, so the cells themselves are not read.
        try rows("SELECT stage, state, count(*) FROM cell WHERE run = \(run.id) GROUP BY stage, state") {
            row in
            CoverageCount(
                stage: StageName(rawValue: row[0]) ?? .report, state: CellState(rawValue: row[1]) ?? .failed,
                cells: row[2])
        }.sorted { ($0.stage, $0.state.rawValue) < ($1.stage, $1.state.rawValue) }
    }

    /// How many cells of a stage are left to run.
    func pendingCells(of stage: StageName, _ run: Run) throws(SQLiteError) -> Int {
        try row(
            """
            SELECT count(*) FROM cell
            WHERE run = \(run.id) AND stage = \(stage.rawValue) AND state = 'pending'
            """
        ) { row in row[0] as Int } ?? 0
    }

    /// The first gaps of a run, in the order of their words.
    package func gaps(of run: Run, limit: Int) throws(SQLiteError) -> [CoverageGap] {
        try rows(
            """
            SELECT stage, service, step, account, region, scope, state, reason, as_of FROM cell
            WHERE run = \(run.id) AND stage IN ('discover', 'collect', 'enrich', 'analyse', 'report')
                AND state IN ('denied-by-iam', 'denied-by-scp', 'region-off', 'unsupported', 'throttled',
                              'failed', 'not-reached')
            ORDER BY stage, service, step, account, region, scope LIMIT \(limit)
            """
        ) { row in
            let stage = StageName(rawValue: row[0]) ?? .report
            let cell = Cell(stage, row[1], row[2], account: row[3], region: row[4], scope: row[5])
            return CoverageGap(
                cell: cell, state: CellState(rawValue: row[6]) ?? .failed, reason: row[7], asOf: row[8])
        }
    }
}
