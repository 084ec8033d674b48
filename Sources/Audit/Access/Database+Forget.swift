import Pipeline
import SQLite

extension Database {
    /// Forgets what a listing no longer shows, once its last page has been read.
    ///
    /// Only for tables whose rows carry the account, the region and the run that saw them last.
    func forget(_ table: String, of cell: Cell, unseenBy run: Run) throws(SQLiteError) {
        try execute(
            """
            DELETE FROM \(name: table)
            WHERE account = \(cell.account) AND region = \(cell.region) AND run <> \(run.id)
            """)
    }
}
