import CSQLite

extension Database {
    /// "STKT": tells our files from any other SQLite database.
    static let applicationID = 0x5354_4B54

    /// Sets the connection up, and refuses a file that is not ours before anything is written to it.
    func configure(_ access: Access) throws(SQLiteError) {
        sqlite3_busy_timeout(connection, 2000)
        _ = stocktake_defensive(connection)
        try execute("PRAGMA trusted_schema = OFF")
        try execute("PRAGMA cell_size_check = ON")
        try execute("PRAGMA foreign_keys = ON")
        switch access {
        case .writer: try configureWriter()
        case .reader: try configureReader()
        }
    }

    private func configureWriter() throws(SQLiteError) {
        let isNew = try pragma("page_count") == 0
        if isNew {
            // Large pages, because metrics are stored as one BLOB a day; set before the first write.
            try execute("PRAGMA page_size = 16384")
            // The first write, and atomic: a crash right after it leaves a file that is known as ours.
            try execute("PRAGMA application_id = \(part: Self.applicationID)")
        } else {
            try checkIdentity()
        }
        try execute("PRAGMA journal_mode = WAL")
        // A power cut may lose the last commits but never tears one, and what is lost is collected again.
        try execute("PRAGMA synchronous = NORMAL")
        try execute("PRAGMA journal_size_limit = 67108864")
        try execute("PRAGMA cache_size = -16384")
        // What a statement needs to undo itself is kept in memory: on disk it costs more than the pages.
        try execute("PRAGMA temp_store = MEMORY")
    }

    private func configureReader() throws(SQLiteError) {
        _ = stocktake_never_checkpoint_on_close(connection)
        try execute("PRAGMA wal_autocheckpoint = 0")
        try checkIdentity()
        // A connection sets these up at their first use, and takes that for making a table.
        try execute("SELECT 1 FROM json_each('[]'), json_tree('[]')")
        stocktake_allow_reading_only(connection)
    }

    private func checkIdentity() throws(SQLiteError) {
        guard try pragma("application_id") == Self.applicationID else {
            throw SQLiteError(.notADatabase, "it is a database of another application")
        }
    }
}

extension SQL.Interpolation {
    /// A number of ours, where SQLite takes no binding.
    fileprivate mutating func appendInterpolation(part number: Int) { appendLiteral(String(number)) }
}
