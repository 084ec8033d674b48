import CSQLite

/// A prepared statement.
///
/// It owns its handle: going out of scope finalizes it.
package struct Statement: ~Copyable {
    private let handle: OpaquePointer
    private let connection: OpaquePointer

    init(_ text: String, on connection: OpaquePointer) throws(SQLiteError) {
        var handle: OpaquePointer?
        var isWhole = true
        let result = text.withCString { start in
            var tail: UnsafePointer<CChar>?
            let result = sqlite3_prepare_v3(
                connection, start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, &tail)
            if result == SQLITE_OK { isWhole = Self.isBlank(tail, on: connection) }
            return result
        }
        guard result == SQLITE_OK else { throw SQLiteError(of: connection, sql: text) }
        guard let handle else { throw SQLiteError(.misuse, "there is no statement", sql: text) }
        guard isWhole else {
            sqlite3_finalize(handle)
            throw SQLiteError(.misuse, "there is more than one statement", sql: text)
        }
        self.handle = handle
        self.connection = connection
    }

    deinit { sqlite3_finalize(handle) }

    /// The names of the columns that it answers with.
    package var columnNames: [String] {
        (0..<sqlite3_column_count(handle)).map { column in
            sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
        }
    }

    /// Whether its rows are being read.
    var isBusy: Bool { sqlite3_stmt_busy(handle) != 0 }

    /// Runs it, and lends each row for as long as the closure asks for more.
    package func run(
        _ values: [Value] = [], _ wantsMore: (borrowing Row) -> Bool = { _ in true }
    ) throws(SQLiteError) {
        try bind(values)
        // The locks must not outlive the call. The bindings may: every run binds all of them anew, and SQLite then
        // copies into the memory that it has.
        defer { sqlite3_reset(handle) }
        while try step(), wantsMore(Row(statement: handle)) {}
    }

    private func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure()
        }
    }

    private func bind(_ values: [Value]) throws(SQLiteError) {
        let expected = Int(sqlite3_bind_parameter_count(handle))
        guard values.count == expected else {
            throw SQLiteError(.misuse, "\(values.count) values for \(expected) places", sql: text)
        }
        var index: Int32 = 1
        for value in values {
            guard bind(value, at: index) == SQLITE_OK else { throw failure() }
            index += 1
        }
    }

    private func bind(_ value: Value, at index: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(handle, index)
        case .integer(let integer):
            return sqlite3_bind_int64(handle, index, integer)
        case .real(let real):
            return sqlite3_bind_double(handle, index, real)
        case .text(let text):
            // With its length, so that a NUL inside is kept.
            let length = UInt64(text.utf8.count)
            return sqlite3_bind_text64(
                handle, index, text, length, stocktake_copied(), UInt8(SQLITE_UTF8))
        case .blob(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
            return sqlite3_bind_blob64(handle, index, bytes, UInt64(bytes.count), stocktake_copied())
        }
    }

    private var text: String? { sqlite3_sql(handle).map { String(cString: $0) } }

    private func failure() -> SQLiteError { SQLiteError(of: connection, sql: text) }

    /// Whether nothing but spaces and comments stands there.
    ///
    /// SQLite itself decides.
    private static func isBlank(_ text: UnsafePointer<CChar>?, on connection: OpaquePointer) -> Bool {
        var next: OpaquePointer?
        defer { sqlite3_finalize(next) }
        return sqlite3_prepare_v2(connection, text, -1, &next, nil) == SQLITE_OK && next == nil
    }
}
