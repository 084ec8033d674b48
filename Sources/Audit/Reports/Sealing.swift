@preconcurrency import Glibc
import Pipeline
import SQLite

/// Ends the reports of a run: checksums, and only then the name under which they are looked for.
///
/// Killed at any instant, the folder is either still the partial one, and is ended again, or has its name.
struct Sealing: Step {
    /// The tables that are to be there.
    let tables: [String]
    let shelf: ReportShelf
    let service = "stocktake"
    let name = "seal"
    let turn = 3

    static let sums = "SHA256SUMS"
    /// Says which tables could not be written, and why.
    static let missing = "MISSING.txt"

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        Page { database in
            let (partial, finished) = (shelf.partial(run), shelf.finished(run))
            if try Folder.exists(partial) {
                try tellMissing(of: run, in: database)
                let receipts = try ReportFile.Receipt.written(run, on: shelf, in: database)
                // What an earlier version, or another setting, has left there belongs to no report of this run.
                try Folder.removeFiles(in: partial, except: Set(receipts.map(\.path)))
                let lines = receipts.map { "\($0.sha256)  \($0.path)\n" }.joined()
                var file = try AtomicFile("\(partial)/\(Self.sums)")
                try file.append(Array(lines.utf8))
                try file.commit()
                try Folder.replace(finished, with: partial)
            } else if try !Folder.hasFile("\(finished)/\(Self.sums)") {
                throw Gap.failed(
                    "the folder \(partial) has gone while it was written: run `stocktake report` again")
            }
            try Folder.point(shelf.root + "/latest", at: String(run.id))
            return try database.row("SELECT count(*) FROM report_file WHERE run = \(run.id)") { $0[0] } ?? 0
        }
    }

    /// Puts a list of what is missing into the folder; a whole folder is not given up for one that lacks something.
    private func tellMissing(of run: Run, in database: Database) throws {
        let place = shelf.partial(run) + "/" + Self.missing
        unlink(place)
        try database.execute("DELETE FROM report_file WHERE run = \(run.id) AND path = \(Self.missing)")
        let gaps = try database.rows(
            """
            SELECT step, coalesce(reason, state) FROM cell WHERE run = \(run.id) AND stage = 'report'
                AND service = 'stocktake' AND state NOT IN ('complete', 'empty', 'pending') ORDER BY step
            """
        ) { row in (step: row[0] as String, reason: row[1] as String) }.filter { gap in
            tables.contains(gap.step) || gap.step == "report" || gap.step == "datapackage"
        }
        guard !gaps.isEmpty else { return }
        let names = gaps.map(\.step).joined(separator: ", ")
        if try Folder.hasFile("\(shelf.finished(run))/\(Self.sums)") {
            throw Gap.failed("\(names) could not be written: the folder that was there stays")
        }
        var file = try ReportFile(Self.missing, of: run, on: shelf)
        try file.append(Array(gaps.map { "\($0.step): \($0.reason)\n" }.joined().utf8))
        try file.commit().save(in: database, run)
    }
}
