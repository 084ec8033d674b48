import Pipeline
import SQLite

/// Pieces of work of one kind that could not be looked at, and why.
struct Unseen: Equatable, Sendable {
    var stage: String
    var service: String
    var step: String
    var state: String
    var cells: Int
    var accounts: Int
    /// What one of them says.
    var reason: String

    /// What a run could not see of something, the most cells first; `scope` is a condition on cells.
    static func kinds(
        of run: Run, where scope: SQL, limit: Int, in database: Database
    ) throws(SQLiteError) -> [Unseen] {
        try database.rows(
            """
            SELECT stage, service, step, state, count(*), count(DISTINCT account), min(reason) FROM cell
            WHERE run = \(run.id) AND stage <> 'report' AND \(isMendable) AND (\(scope))
            GROUP BY stage, service, step, state
            ORDER BY count(*) DESC, stage, service, step, state LIMIT \(limit)
            """
        ) { row in
            Unseen(
                stage: row[0], service: row[1], step: row[2], state: row[3], cells: row[4], accounts: row[5],
                reason: row[6])
        }
    }

    /// As the index of gaps has it, which is read instead of the cells.
    private static let isMendable: SQL = """
        state <> 'pending' AND state <> 'complete' AND state <> 'empty'
            AND state <> 'region-off' AND state <> 'account-closed'
        """

    /// A paragraph that tells it, or nothing where everything was seen.
    static func note(
        _ what: String, of run: Run, where scope: SQL, in database: Database
    ) throws(SQLiteError) -> Markup {
        let kinds = try kinds(of: run, where: scope, limit: 200, in: database)
        guard let most = kinds.first else { return .none }
        let cells = kinds.reduce(0) { $0 + $1.cells }
        return """
            <p class="note"><strong>Could not look:</strong> \(what) \(Shown.count(cells, "piece")) of work \
            that could not be looked at. Most of them: \(most.service) \(most.step), \(most.state): \
            <q>\(most.reason)</q>. <a href="#coverage">All of them</a></p>
            """
    }
}
