import CSQLite

extension Database {
    /// Runs one statement and says how many rows it changed.
    @discardableResult
    package func execute(_ sql: SQL) throws(SQLiteError) -> Int {
        let before = sqlite3_total_changes64(connection)
        try cached(sql.text).statement.run(sql.values)
        return Int(sqlite3_total_changes64(connection) - before)
    }

    /// The rowid of the newest row that was inserted.
    package var lastInsertedID: Int { Int(sqlite3_last_insert_rowid(connection)) }

    /// Every row of an answer, read by a closure.
    package func rows<T>(_ sql: SQL, _ read: (borrowing Row) -> T) throws(SQLiteError) -> [T] {
        var result: [T] = []
        try cached(sql.text).statement.run(sql.values) { row in
            result.append(read(row))
            return true
        }
        return result
    }

    /// The first row of an answer; nil when there is none.
    package func row<T>(_ sql: SQL, _ read: (borrowing Row) -> T) throws(SQLiteError) -> T? {
        var result: T?
        try cached(sql.text).statement.run(sql.values) { row in
            result = read(row)
            return false
        }
        return result
    }

    /// Lends each row of an answer, for answers too large to hold.
    ///
    /// The first error that the closure throws ends the reading.
    package func forEach(_ sql: SQL, _ body: (borrowing Row) throws -> Void) throws {
        var failure: (any Error)?
        try cached(sql.text).statement.run(sql.values) { row in
            do { try body(row) } catch { failure = error }
            return failure == nil
        }
        if let failure { throw failure }
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
            try requireTransaction()
            try execute("COMMIT")
            return result
        } catch {
            // A full disk or a failed write may have rolled it back already; a rollback that fails says
            // nothing that the first error does not.
            if isInTransaction { _ = try? execute("ROLLBACK") }
            throw error
        }
    }

    private var isInTransaction: Bool { sqlite3_get_autocommit(connection) == 0 }

    /// Refuses to go on where SQLite has rolled the transaction back by itself: what comes next would land alone.
    func requireTransaction() throws(SQLiteError) {
        guard isInTransaction else { throw SQLiteError(.error, "the transaction was rolled back") }
    }
}
