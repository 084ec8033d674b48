import CSQLite
import Glibc

/// Looking after the file.
extension Database {
    /// The number that a pragma answers.
    package func pragma(_ name: String) throws(SQLiteError) -> Int {
        try row("PRAGMA \(name: name)") { row in row[0] as Int } ?? 0
    }

    /// Reads every page and says what is wrong; nothing when the file is sound.
    package func damage() throws(SQLiteError) -> [String] {
        try rows("PRAGMA quick_check(10)") { row in row[0] as String }.filter { $0 != "ok" }
    }

    /// Reads every page and compares every index with its table, which takes longer than `damage`.
    package func wholeDamage() throws(SQLiteError) -> [Damage] {
        try rows("PRAGMA integrity_check(100)") { row in row[0] as String }.filter { $0 != "ok" }.map {
            Damage(words: $0)
        }
    }

    /// Builds every index anew from its table, which mends whatever is wrong with indexes alone.
    ///
    /// They are sorted on the disk: in memory they would take as much as they have of the file.
    package func rebuildIndexes() throws(SQLiteError) {
        try execute("PRAGMA temp_store = FILE")
        defer { _ = try? execute("PRAGMA temp_store = MEMORY") }
        try execute("REINDEX")
    }

    /// How much of the file is used, and how much would be filled before it grows again.
    package func room() throws(SQLiteError) -> (bytes: Int, free: Int) {
        let size = try pragma("page_size")
        return (try pragma("page_count") * size, try pragma("freelist_count") * size)
    }

    /// Gives free pages back to the file system; SQLite writes the file anew beside it for that.
    package func shrink() throws(SQLiteError) { try execute("VACUUM") }

    /// Whether the last writer of a file was killed, or lost its power: it left something in the WAL.
    package static func wasClosedBadly(at path: String) -> Bool {
        var status = stat()
        return stat(path + "-wal", &status) == 0 && status.st_size > 0
    }

    /// Moves everything from the WAL into the file and empties the WAL.
    ///
    /// An empty WAL is also how the next opening knows that this one ended well.
    package func checkpoint() throws(SQLiteError) {
        _ = try rows("PRAGMA wal_checkpoint(TRUNCATE)") { _ in true }
    }

    /// The version of the SQLite library, such as `3.40.1`.
    package static var libraryVersion: String { String(cString: sqlite3_libversion()) }
}
