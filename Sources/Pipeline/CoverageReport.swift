import Formats
import SQLite

/// The step that writes the ledger of a run as `coverage.csv`: what was looked at, and what was not and why.
package struct CoverageReport: Step {
    package let service = "stocktake"
    package let name = "coverage"
    private let folder: String

    /// Reports go to a folder of the run's own in this one.
    package init(folder: String) { self.folder = folder }

    package static let cells = [Cell(.report, "stocktake", "coverage")]

    package func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let folder = "\(folder)/\(run.id)"
        return Page { database in
            try Folder.make(folder)
            var file = try AtomicFile(folder + "/coverage.csv")
            let rows = try Self.write(run, from: database, to: &file)
            try file.commit()
            return rows
        }
    }

    private static let columns: [CSVWriter.Column] = [
        .text("stage"), .text("service"), .text("step"), .text("account"), .text("region"), .text("scope"),
        .text("state"), .text("reason"), .number("rows"), .number("as_of"),
    ]

    private static func write(_ run: Run, from database: Database, to file: inout AtomicFile) throws -> Int {
        var csv = CSVWriter(columns)
        var count = 0
        // The stage that writes has not ended yet, and so it is not told.
        let ledger: SQL = """
            SELECT stage, service, step, account, region, scope, state, reason, rows, as_of FROM cell
            WHERE run = \(run.id) AND stage <> 'report'
            ORDER BY CASE stage WHEN 'discover' THEN 1 WHEN 'collect' THEN 2 WHEN 'enrich' THEN 3 ELSE 4 END,
                service, step, account, region, scope
            """
        try database.forEach(ledger) { row in
            for column in 0..<8 { csv.text(row[column] as String?) }
            csv.int(row[8])
            csv.text((row[9] as Timestamp?)?.description)
            csv.endRow()
            count += 1
            if csv.bytes.count >= 1 << 16 { try file.append(csv.take()) }
        }
        try file.append(csv.take())
        return count
    }
}
