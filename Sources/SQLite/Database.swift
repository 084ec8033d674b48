import CSQLite

/// A connection to a database file.
///
/// Not Sendable: it belongs to one owner, such as `Store`, which lends it to closures.
package final class Database {
    /// What a connection may do.
    package enum Access: Sendable {
        /// Reads, writes and checkpoints. A file has at most one such connection at a time: SQLite before
        /// 3.51.3 can corrupt a WAL that several connections checkpoint.
        case writer
        /// Reads only, and never checkpoints.
        case reader
    }

    package let path: String
    let connection: OpaquePointer
    private var cache: [String: CachedStatement] = [:]

    /// Opens a file, or makes it where the writer finds none.
    ///
    /// `vfs` names another file layer, for tests.
    package init(path: String, as access: Access, vfs: String? = nil) throws(SQLiteError) {
        self.path = path
        connection = try Self.open(path, access, vfs)
        try configure(access)
    }

    /// Opens a file that nobody can change, as on a read-only medium, where SQLite can make no file beside it.
    ///
    /// The file must have no log: what is in it would not be seen.
    package init(unchanging path: String) throws(SQLiteError) {
        self.path = path
        var name = "file:"
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "%"), 0x80...:
                name += "%" + String(byte, radix: 16)
            default:
                name.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        connection = try Self.open(name + "?immutable=1", .reader, nil, SQLITE_OPEN_URI)
        try configure(.reader)
    }

    deinit {
        cache.removeAll()
        sqlite3_close_v2(connection)
    }

    private static func open(
        _ path: String, _ access: Access, _ vfs: String?, _ more: Int32 = 0
    ) throws(SQLiteError) -> OpaquePointer {
        _ = libraryIsSetUp
        // One owner at a time: SQLite's own mutex would only cost.
        let common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let flags = access == .writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
        var connection: OpaquePointer?
        let result = sqlite3_open_v2(path, &connection, common | flags | more, vfs)
        guard result == SQLITE_OK, let connection else {
            let error =
                connection == nil ? SQLiteError(.noMemory, "out of memory") : SQLiteError(of: connection)
            sqlite3_close_v2(connection)
            throw error
        }
        return connection
    }

    /// SQLite would take a lock for each allocation, to keep statistics that nobody reads.
    private static let libraryIsSetUp = stocktake_no_memory_statistics() == SQLITE_OK

    /// A statement that is compiled once for the life of the connection.
    func cached(_ text: String) throws(SQLiteError) -> CachedStatement {
        // A statement whose rows are being read cannot start again: the call in between gets its own.
        if let found = cache[text], !found.statement.isBusy { return found }
        let made = CachedStatement(try Statement(text, on: connection))
        // Statements are written out in the source, so their number is bounded; texts built from parts
        // (lists of values) are not, and must not fill the memory of a long run.
        if cache.count >= 512 { cache.removeAll(keepingCapacity: true) }
        cache[text] = made
        return made
    }

    final class CachedStatement {
        let statement: Statement
        init(_ statement: consuming Statement) { self.statement = statement }
    }
}
