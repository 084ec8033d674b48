@preconcurrency import Glibc
import Pipeline
import SQLite

/// Ends the reports of a run: checksums, and only then the name under which they are looked for.
///
/// Killed at any instant, the folder is either still the partial one, and is ended again, or has its name.
struct Sealing: Step {
    let shelf: ReportShelf
    let service = "stocktake"
    let name = "seal"
    let turn = 3

    static let sums = "SHA256SUMS"

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        Page { database in
            let (partial, finished) = (shelf.partial(run), shelf.finished(run))
            if try Folder.exists(partial) {
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
}
