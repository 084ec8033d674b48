import Formats
import Pipeline
import SQLite

/// A step that writes the rows of one query as a CSV file of the run's folder.
package struct TableReport: Step {
    package let service = "stocktake"
    /// The name of the file, without its ending.
    package let name: String
    /// The run's folder lies in this one.
    let folder: String
    package let columns: [ReportColumn]
    /// Gives each column in its order; the rows have to come in an order of their own.
    package let query: @Sendable (Run) -> SQL

    var cell: Cell { Cell(.report, service, name) }

    package func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
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
        var csv = CSVWriter(columns.map(\.header))
        var count = 0
        try database.forEach(query) { row in
            for (index, column) in columns.enumerated() { csv.text(column.text(of: row, at: index)) }
            csv.endRow()
            count += 1
            if csv.bytes.count >= 1 << 16 { try file.append(csv.take()) }
        }
        try file.append(csv.take())
        return count
    }
}
