import CSQLite

/// Another program that uses SQLite.
package enum Stranger {
    package struct Refused: Error {}

    /// Makes a database that is not ours.
    package static func makeDatabase(at path: String) throws {
        var connection: OpaquePointer?
        defer { sqlite3_close(connection) }
        guard sqlite3_open(path, &connection) == SQLITE_OK,
            sqlite3_exec(connection, "CREATE TABLE a (b)", nil, nil, nil) == SQLITE_OK
        else { throw Refused() }
    }
}
