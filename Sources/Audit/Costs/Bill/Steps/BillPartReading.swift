import AWS
import Formats
import Pipeline
import SQLite

/// Reads a part of a delivery, and stores what its lines add up to.
///
/// A page is a batch of sums; most parts are one. The cursor says how many lines are stored: a run that was
/// interrupted reads the part again, and stores what comes behind those.
struct BillPartReading: RecallingStep {
    let reading: BillReading
    let service = Bill.service
    let name = "part"
    private let live = LiveParts()
    /// Reading takes a core, so that more parts at a time would only take more memory.
    private let seats: Seats

    init(reading: BillReading) {
        self.reading = reading
        seats = Seats(Cores.count)
    }

    /// A part that was read before needs nothing; of any other it says where it lies.
    func recall(_ cell: Cell, in database: Database, for run: Run) throws -> Page? {
        let words = cell.scope.split(separator: " ").map(String.init)
        guard words.count == 2, let number = Int(words[1]) else {
            throw Gap.failed("'\(cell.scope)' is no part of a bill")
        }
        let month = try BillMonth(scope: words[0])
        guard let part = try database.part(number - 1, of: month) else { return Page { _ in 0 } }
        if part.isRead { return Page { _ in part.lines } }
        return Page(next: part.place.cursor) { database in
            try database.execute("DELETE FROM bill_line WHERE part = \(part.place.part)")
            try database.execute("DELETE FROM bill_text WHERE part = \(part.place.part)")
            return 0
        }
    }

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let place = try BillPlace(cursor)
        let batch: CostBatch
        do {
            let part = try await livePart(of: cell, at: place)
            batch = try await part.next()
            if batch.isLast { live.end(cell) }
        } catch {
            live.end(cell)
            throw Self.gap(for: error, place)
        }
        let next = batch.isLast ? nil : place.after(batch).cursor
        return Page(next: next) { database in
            let rows = try batch.save(in: database, part: place.part)
            if batch.isLast {
                try database.finishPart(
                    place.part, hasList: batch.hasList, payer: batch.payer, of: place.month)
            }
            return rows
        }
    }

    private func livePart(of cell: Cell, at place: BillPlace) async throws -> LivePart {
        let shelf = try await reading.shelf(place.bucket, region: place.region)
        return live.part(of: cell, at: place.lines) {
            LivePart(
                reading.columns(place.generation), keepingDays: reading.scope.keepsDays,
                behind: place.lines, in: seats
            ) { consume in
                let modified = try await shelf.read(place.key, to: consume)
                // Files of a report that is overwritten come first, and its manifest last.
                if let modified, let manifest = place.manifestModified, modified > manifest {
                    throw Gap.unsteady("\(place.key) is newer than its manifest: it is being delivered")
                }
            }
        }
    }

    private static func gap(for error: any Error, _ place: BillPlace) -> any Error {
        guard let failure = error as? DecodingFailure else { return Gap.from(error, region: place.region) }
        // Reading it again would find the same bytes: a download that was cut short is another failure.
        return Gap.failed("\(place.key) cannot be read: \(failure)")
    }
}
