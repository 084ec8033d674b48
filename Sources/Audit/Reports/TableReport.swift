import Formats
import Pipeline
import SQLite

/// A step that writes the rows of one query as a CSV file of the run's folder.
struct TableReport: Step {
    let service = "stocktake"
    /// The name of the file, without its ending.
    let name: String
    /// The run's folder lies in this one.
    let folder: String
    let columns: [CSVWriter.Column]
    /// Gives each column as text, in its order; the rows have to come in an order of their own.
    let query: @Sendable (Run) -> SQL

    var cell: Cell { Cell(.report, service, name) }

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let folder = "\(folder)/\(run.id)"
        return Page { database in
            try Folder.make(folder)
            var file = try AtomicFile("\(folder)/\(name).csv")
            let rows = try write(query(run), from: database, to: &file)
            try file.commit()
            return rows
        }
    }

    private func write(_ query: SQL, from database: Database, to file: inout AtomicFile) throws -> Int {
        var csv = CSVWriter(columns)
        var count = 0
        try database.forEach(query) { row in
            for column in columns.indices { csv.text(row[column] as String?) }
            csv.endRow()
            count += 1
            if csv.bytes.count >= 1 << 16 { try file.append(csv.take()) }
        }
        try file.append(csv.take())
        return count
    }
}
