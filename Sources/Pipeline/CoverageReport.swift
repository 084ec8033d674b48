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
        // The stage that writes has not ended yet, and so it is not told. A query a stage, because the index that
        // keeps cells unique gives this order without sorting, however many they are.
        for stage in StageName.allCases where stage < .report {
            let ledger: SQL = """
                SELECT stage, service, step, account, region, scope, state, reason, rows, as_of FROM cell
                WHERE run = \(run.id) AND stage = \(stage.rawValue) ORDER BY service, step, account, region, scope
                """
            try database.forEach(ledger) { row in
                append(row, to: &csv)
                count += 1
                if csv.bytes.count >= 1 << 16 { try file.append(csv.take()) }
            }
        }
        try file.append(csv.take())
        return count
    }

    private static func append(_ row: borrowing Row, to csv: inout CSVWriter) {
        for column in 0..<8 { csv.text(row[column] as String?) }
        csv.int(row[8])
        csv.text((row[9] as Timestamp?)?.description)
        csv.endRow()
    }
}
