import CSQLite

extension Database {
    /// Runs one statement and says how many rows it changed.
    @discardableResult
    package func execute(_ sql: SQL) throws(SQLiteError) -> Int {
        let before = sqlite3_total_changes64(connection)
        try cached(sql.text).statement.run(sql.values)
        return Int(sqlite3_total_changes64(connection) - before)
    }

    /// Every row of an answer, read by a closure.
    package func rows<T>(_ sql: SQL, _ read: (borrowing Row) -> T) throws(SQLiteError) -> [T] {
        var result: [T] = []
        try forEach(sql) { (row) throws(SQLiteError) in result.append(read(row)) }
        return result
    }

    /// The first row of an answer; nil when there is none.
    package func row<T>(_ sql: SQL, _ read: (borrowing Row) -> T) throws(SQLiteError) -> T? {
        var result: T?
        try forEach(sql) { (row) throws(SQLiteError) in result = result ?? read(row) }
        return result
    }

    /// Lends each row of an answer, for answers too large to hold.
    package func forEach(
        _ sql: SQL, _ body: (borrowing Row) throws(SQLiteError) -> Void
    ) throws(SQLiteError) {
        try cached(sql.text).statement.forEach(sql.values, body)
    }

    /// A statement of the caller's own, for many runs in a row.
    package func prepare(_ text: String) throws(SQLiteError) -> Statement {
        try Statement(text, on: connection)
    }

    /// Runs a closure in one transaction: all of it lands, or nothing.
    package func transaction<T>(_ body: () throws -> T) throws -> T {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            // A full disk or a failed write may have rolled it back already; a rollback that fails says
            // nothing that the first error does not.
            if sqlite3_get_autocommit(connection) == 0 { _ = try? execute("ROLLBACK") }
            throw error
        }
    }
}
