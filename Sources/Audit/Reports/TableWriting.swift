import Formats
import Pipeline
import SQLite

/// The step that writes a table as CSV, and where programs want it as JSON too.
struct TableWriting: Step {
    let report: TableReport
    let shelf: ReportShelf
    var turn = 0
    let service = "stocktake"

    var name: String { report.name }

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        Page { database in
            let receipt = try writeCSV(of: run, from: database)
            try receipt.save(in: database, run)
            if report.hasJSON { try writeJSON(of: run, from: database).save(in: database, run) }
            return receipt.rows
        }
    }

    private static let enough = 1 << 16

    private func writeCSV(of run: Run, from database: Database) throws -> ReportFile.Receipt {
        var file = try ReportFile(shelf.path(of: report.name, "csv", run), of: run, on: shelf)
        var csv = CSVWriter(
            report.columns.map(\.header), hasByteOrderMark: shelf.form.dialect == .excel)
        let (columns, places) = (report.columns, report.places)
        var totals = ControlTotals(columns)
        for query in report.queries(run) {
            try database.forEach(query) { row in
                for (column, place) in zip(columns, places) { column.write(row, at: place, to: &csv) }
                csv.endRow()
                totals.add(row, places)
                if csv.bytes.count >= Self.enough { try file.append(csv.take()) }
            }
        }
        try file.append(csv.take())
        var receipt = try file.commit()
        (receipt.table, receipt.rows, receipt.totals) = (report.name, totals.rows, totals.json)
        return receipt
    }

    /// An array of objects, one a line.
    private func writeJSON(of run: Run, from database: Database) throws -> ReportFile.Receipt {
        var file = try ReportFile(shelf.path(of: report.name, "json", run), of: run, on: shelf)
        let (columns, places) = (report.columns, report.places)
        var text: [UInt8] = [UInt8(ascii: "[")]
        var isFirst = true
        for query in report.queries(run) {
            try database.forEach(query) { row in
                var json = JSONWriter()
                json.object { json in
                    for (column, place) in zip(columns, places) {
                        json.key(column.name)
                        column.write(row, at: place, to: &json)
                    }
                }
                text += Array((isFirst ? "\n" : ",\n").utf8) + json.bytes
                isFirst = false
                guard text.count >= Self.enough else { return }
                try file.append(text)
                text.removeAll(keepingCapacity: true)
            }
        }
        try file.append(text + Array((isFirst ? "]\n" : "\n]\n").utf8))
        return try file.commit()
    }
}

/// The rows of a table and the sums of its amounts, by which a reader checks that it has them all.
struct ControlTotals {
    private let columns: [ReportColumn]
    private var sums: [ExactSum]
    private(set) var rows = 0

    init(_ columns: [ReportColumn]) {
        self.columns = columns
        sums = columns.map { _ in ExactSum() }
    }

    mutating func add(_ row: borrowing Row, _ places: [Int]) {
        rows += 1
        for index in columns.indices where columns[index].isMoney {
            if let amount = columns[index].amount(of: row, at: places[index]) { sums[index] += amount }
        }
    }

    var json: String {
        var json = JSONWriter()
        json.object { json in
            for (column, sum) in zip(columns, sums) where column.isMoney {
                json.field(column.name, sum.text(places: Money.places))
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
