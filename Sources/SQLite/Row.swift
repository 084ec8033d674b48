import CSQLite

/// One result row, lent to the closure that reads it.
///
/// `~Copyable`, so that a row cannot outlive the step that produced it: SQLite reuses its memory.
package struct Row: ~Copyable {
    let statement: OpaquePointer

    package var columnCount: Int { Int(sqlite3_column_count(statement)) }

    package func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
    }

    package subscript(column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

    package subscript(column: Int) -> Int { Int(sqlite3_column_int64(statement, Int32(column))) }

    package subscript(column: Int) -> Bool { sqlite3_column_int64(statement, Int32(column)) != 0 }

    package subscript(column: Int) -> Double { sqlite3_column_double(statement, Int32(column)) }

    package subscript(column: Int) -> String {
        guard let text = sqlite3_column_text(statement, Int32(column)) else { return "" }
        let length = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: text, count: length), as: UTF8.self)
    }

    package subscript(column: Int) -> [UInt8] {
        withBytes(of: column) { Array($0) }
    }

    package subscript(column: Int) -> Int? { isNull(column) ? nil : self[column] as Int }

    package subscript(column: Int) -> Int64? { isNull(column) ? nil : self[column] as Int64 }

    package subscript(column: Int) -> Double? { isNull(column) ? nil : self[column] as Double }

    package subscript(column: Int) -> String? { isNull(column) ? nil : self[column] as String }

    package subscript(column: Int) -> [UInt8]? { isNull(column) ? nil : self[column] as [UInt8] }

    /// Whatever the column holds.
    package subscript(column: Int) -> Value {
        switch sqlite3_column_type(statement, Int32(column)) {
        case SQLITE_INTEGER: .integer(self[column])
        case SQLITE_FLOAT: .real(self[column])
        case SQLITE_TEXT: .text(self[column])
        case SQLITE_BLOB: .blob(self[column])
        default: .null
        }
    }

    /// A column's bytes, lent without a copy.
    package func withBytes<T>(of column: Int, _ body: (UnsafeRawBufferPointer) -> T) -> T {
        // The pointer first, then the length: asking for the length may convert the value.
        let start = sqlite3_column_blob(statement, Int32(column))
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }
}
