import Formats
import Pipeline
import SQLite

/// `costs.csv`: every line of the bill that is kept, in the columns of FOCUS.
///
/// Lines and texts are read chunk by chunk, so that a bill of any length takes the memory of one chunk's texts; the
/// order is that of the files. What was written is added up for each account, for the reconciliation to compare.
struct FocusCosts: Step {
    let shelf: ReportShelf
    let service = "stocktake"
    let name = "costs"

    static let about = "Every line of the bill that is kept, in the columns of FOCUS 1.2 and a few of ours."
    static let columns = FocusColumn.allCases.map(\.column)

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        Page { database in
            let known = try database.rows("SELECT id, name FROM account WHERE name <> ''") { row in
                (row[0] as String, row[1] as String)
            }
            var writing = FocusWriting(
                try ReportFile(shelf.path(of: "costs", "csv", run), of: run, on: shelf), shelf.form,
                names: Dictionary(uniqueKeysWithValues: known))
            let chunks = try database.rows(
                """
                SELECT month, part.id, chunk, payer FROM bill_delivery AS delivery
                JOIN bill_part AS part ON part.delivery = delivery.id
                CROSS JOIN bill_text AS text ON text.part = part.id AND text.kind = 0 AND text.id = 0
                WHERE is_current ORDER BY month, part.id, chunk
                """
            ) { row in
                (month: row[0] as Int, part: row[1] as Int, chunk: row[2] as Int, payer: row[3] as String?)
            }
            for chunk in chunks {
                let texts = try FocusChunk(
                    chunk.part, chunk.chunk, month: chunk.month, payer: chunk.payer, in: database)
                try writing.write(texts, from: database)
            }
            try database.execute("DELETE FROM cost_control WHERE run = \(run.id)")
            for control in writing.controls { try control.save(in: database, run) }
            let receipt = try writing.finish()
            try receipt.save(in: database, run)
            return receipt.rows
        }
    }
}

/// What was written of an account in a month, to be held against the bill.
struct CostControl: Sendable {
    var month = ""
    var account = ""
    var currency = ""
    var lines = 0
    var unblended = ExactSum()

    mutating func add(_ amount: ExactAmount, lines more: Int) {
        unblended += amount
        lines += more
    }

    func save(in database: Database, _ run: Run) throws {
        // Beyond 922 million nothing is told, and the reconciliation says so.
        guard let units = Int64(exactly: unblended.units) else { return }
        try database.execute(
            """
            INSERT INTO cost_control (run, month, account, currency, lines, unblended, unblended_rest)
            VALUES (\(run.id), \(month), \(account), \(currency), \(lines), \(units), \(unblended.rest))
            """)
    }
}
