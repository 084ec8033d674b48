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
