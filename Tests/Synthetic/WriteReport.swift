import Pipeline
import SQLite

/// Writes one file of the report, from the database alone.
struct WriteReport: Step {
    let service = "synthetic"
    let name = "file"
    let estate: SyntheticEstate

    static let cells = ["item.csv", "finding.csv", "coverage.csv"].map {
        Cell(.report, "synthetic", "file", scope: $0)
    }

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let (estate, path) = (estate, "\(estate.reports)/\(run.id)-\(cell.scope)")
        return Page { database in
            let lines = try Self.lines(of: cell.scope, run, in: database)
            try Folder.make(estate.reports)
            var file = try AtomicFile(path)
            for line in lines { try file.append(Array((line + "\r\n").utf8)) }
            try file.sync()
            estate.crashPoint(.beforeRename)
            try file.commit()
            estate.crashPoint(.beforeCommit)
            return lines.count
        }
    }

    private static func lines(of file: String, _ run: Run, in database: Database) throws -> [String] {
        switch file {
        case "item.csv":
            try database.rows("SELECT * FROM item ORDER BY 1, 2, 3", Self.line)
        case "finding.csv":
            try database.rows("SELECT * FROM finding ORDER BY 1, 2, 3", Self.line)
        default:
            try database.rows(
                """
                SELECT stage, service, step, account, region, scope, state, reason, rows, as_of FROM cell
                WHERE run = \(run.id) AND stage <> 'report' ORDER BY 1, 2, 3, 4, 5, 6
                """, Self.line)
        }
    }

    private static func line(_ row: borrowing Row) -> String {
        (0..<row.columnCount).map { column in (row[column] as String?) ?? "" }.joined(separator: ",")
    }
}
