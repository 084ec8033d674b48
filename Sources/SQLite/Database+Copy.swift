import CSQLite

extension Database {
    /// Writes a compact copy into a new file, and says whether it is whole: it is given up where it is not wanted any
    /// more, which is asked again and again.
    ///
    /// It takes some 90 MB of memory, however large the database is. The file is whole for this process only: it is not synced to the disk.
    package func copy(to path: String, while isWanted: () -> Bool) throws(SQLiteError) -> Bool {
        do {
            try withoutActuallyEscaping(isWanted) { isWanted throws(SQLiteError) in
                let asking = Asking(isWanted)
                sqlite3_progress_handler(
                    connection, Self.steps,
                    { asking in
                        guard let asking else { return 0 }
                        return Unmanaged<Asking>.fromOpaque(asking).takeUnretainedValue().isWanted() ? 0 : 1
                    }, Unmanaged.passUnretained(asking).toOpaque())
                defer {
                    sqlite3_progress_handler(connection, 0, nil, nil)
                    _ = asking
                }
                try execute("VACUUM INTO \(path)")
            }
            return true
        } catch  where error.code.primary == .interrupt {
            return false
        }
    }

    /// How many instructions SQLite runs between two questions: some ten microseconds.
    private static let steps: Int32 = 1000

    private final class Asking {
        let isWanted: () -> Bool
        init(_ isWanted: @escaping () -> Bool) { self.isWanted = isWanted }
    }
}
