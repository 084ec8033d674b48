import Formats
import Pipeline
import SQLite

/// A file of a run's reports being written: packed where that is asked for, and summed up as it goes.
struct ReportFile: ~Copyable {
    private let path: String
    private var file: AtomicFile
    /// Unused where nothing is packed.
    private var deflater = Deflater()
    private let isPacked: Bool
    private var hash = SHA256()
    private var bytes = 0

    /// Begins a file within the folder of a run, which appears when it is committed.
    init(_ path: String, of run: Run, on shelf: ReportShelf) throws {
        self.path = path
        isPacked = path.hasSuffix(".gz")
        let place = "\(shelf.partial(run))/\(path)"
        try Folder.make(Folder.parent(of: place))
        file = try AtomicFile(place)
    }

    mutating func append(_ plain: [UInt8]) throws {
        guard isPacked else { return try write(plain) }
        var packed: [UInt8] = []
        deflater.feed(plain.span) { piece in packed.append(contentsOf: piece) }
        try write(packed)
    }

    private mutating func write(_ written: [UInt8]) throws {
        hash.update(written.span)
        bytes += written.count
        try file.append(written)
    }

    /// Makes the file appear, and says what is in it.
    consuming func commit() throws -> Receipt {
        if isPacked {
            var packed: [UInt8] = []
            deflater.finish { piece in packed.append(contentsOf: piece) }
            try write(packed)
        }
        try file.commit()
        return Receipt(path: path, bytes: bytes, sha256: hash.digest().hex)
    }

    /// What was written, as the data package and the checksums tell it.
    struct Receipt: Equatable, Sendable {
        var path: String
        var bytes: Int
        var sha256: String
        /// The table that it holds; empty for other files.
        var table = ""
        var rows = 0
        /// The sums of its amounts, as a JSON object.
        var totals = "{}"

        func save(in database: Database, _ run: Run) throws(SQLiteError) {
            try database.execute(
                """
                INSERT OR REPLACE INTO report_file (run, path, name, rows, bytes, sha256, totals)
                VALUES (\(run.id), \(path), \(table), \(rows), \(bytes), \(sha256), \(totals))
                """)
        }

        /// What these reports have written.
        ///
        /// The receipts of earlier ones of the run, whose settings were others, name files that are not there: they
        /// are forgotten.
        static func written(_ run: Run, on shelf: ReportShelf, in database: Database) throws -> [Receipt] {
            try all(of: run, in: database).filter { receipt in
                if try Folder.hasFile("\(shelf.partial(run))/\(receipt.path)") { return true }
                try database.execute(
                    "DELETE FROM report_file WHERE run = \(run.id) AND path = \(receipt.path)")
                return false
            }
        }

        private static func all(of run: Run, in database: Database) throws(SQLiteError) -> [Receipt] {
            try database.rows(
                """
                SELECT path, bytes, sha256, name, rows, totals FROM report_file WHERE run = \(run.id) ORDER BY path
                """
            ) { row in
                Receipt(
                    path: row[0], bytes: row[1], sha256: row[2], table: row[3], rows: row[4], totals: row[5])
            }
        }
    }
}
