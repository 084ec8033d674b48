import SQLite

/// A step that looks into the tables before it fetches.
package protocol RecallingStep: Step {
    /// The page of a cell whose answer the tables hold already; nil where it has to be fetched.
    ///
    /// It is asked at the beginning of a cell only: a listing that has begun is gone on with.
    func recall(_ cell: Cell, in database: Database, for run: Run) throws -> Page?
}
