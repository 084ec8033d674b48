import AWS
import Formats
import Pipeline
import SQLite

/// Looks at the manifest of a month, and finds the parts that it lists.
struct BillMonthLook: RecallingStep {
    let reading: BillReading
    let service = Bill.service
    let name = "month"

    /// What was seen earlier on the same day; else, for the page that looks, the reports to look in.
    func recall(_ cell: Cell, in database: Database, for run: Run) throws -> Page? {
        let month = try BillMonth(scope: cell.scope)
        let newest = try database.newestDelivery(of: month)
        let isAsNow = newest?.identity.hasSuffix(reading.fingerprint) ?? true
        if reading.isRemote, isAsNow, try database.hasLooked(reading.look(at: month), on: run) {
            let parts = newest?.parts ?? 0
            return Page(found: reading.partCells(of: month, count: parts)) { _ in parts }
        }
        let outlook = BillOutlook(
            reports: try database.billReports(listedBy: reading.ways), isKnown: newest != nil)
        return Page(next: outlook.cursor) { _ in 0 }
    }

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let month = try BillMonth(scope: cell.scope)
        let outlook = try BillOutlook(cursor)
        do {
            return try await look(at: month, outlook, run)
        } catch {
            throw Gap.from(error, region: "")
        }
    }

    private func look(at month: BillMonth, _ outlook: BillOutlook, _ run: Run) async throws -> Page {
        var objection: Gap?
        for report in outlook.reports {
            do {
                if let delivery = try await delivery(of: month, in: report) {
                    return page(delivery, run)
                }
            } catch {
                // What may pass is tried again, so that a hiccup does not change which report is read.
                guard let gap = Gap.from(error, region: "") as? Gap, !gap.mayPass else { throw error }
                objection = objection ?? gap
            }
        }
        if let objection { throw objection }
        guard !outlook.isKnown else {
            throw Gap.failed("the manifest of \(month) is gone; what was read of the month stays")
        }
        let what = reading.look(at: month)
        return Page { database in
            try database.note(look: what, run)
            return 0
        }
    }

    private func page(_ delivery: BillDelivery, _ run: Run) -> Page {
        let what = reading.look(at: delivery.month)
        let count = delivery.keys.count
        return Page(found: reading.partCells(of: delivery.month, count: count)) { database in
            try database.begin(delivery.report, of: delivery.month, delivery, run)
            try database.note(look: what, run)
            return count
        }
    }

    /// What a report has of a month; nil where it has nothing.
    private func delivery(of month: BillMonth, in report: BillReport) async throws -> BillDelivery? {
        let shelf = try await reading.shelf(report.bucket, region: report.region)
        let path = report.manifestKey(of: month)
        guard let document = try await shelf.document(path) else { return nil }
        guard report.isWhole else {
            throw Gap.unsupported("\(report) holds only a part of the bill: its query has a WHERE or LIMIT")
        }
        let manifest: BillManifest
        do {
            manifest = try BillManifest(document.bytes)
        } catch {
            throw Gap.failed("the manifest \(path) cannot be read: \(error)")
        }
        if let objection = manifest.objection(to: report) { throw Gap.unsupported(objection) }
        let digest = SHA256.hash(of: document.bytes.span).hex
        return BillDelivery(
            id: 0, month: month, report: report,
            identity: "\(digest) \(document.stamp) \(report) \(reading.fingerprint)",
            modified: document.modified, keys: try keys(of: manifest, month, report))
    }

    /// Where the files of a manifest lie on the shelf.
    private func keys(
        of manifest: BillManifest, _ month: BillMonth, _ report: BillReport
    ) throws -> [String] {
        try manifest.files.map { file in
            if report.bucket.isEmpty {
                guard let copy = report.copied(file, of: month) else {
                    throw Gap.failed("the manifest of \(month) lists \(file), which is of no such month")
                }
                return copy
            }
            guard file.hasPrefix("s3://") else { return file }
            let start = "s3://\(report.bucket)/"
            guard file.hasPrefix(start) else {
                throw Gap.failed("the manifest of \(month) lists \(file), which is in another bucket")
            }
            return String(file.dropFirst(start.count))
        }
    }
}

extension BillMonth {
    /// The month that a cell is about.
    init(scope: String) throws(Gap) {
        guard let month = BillMonth(scope) else { throw Gap.failed("'\(scope)' is no month") }
        self = month
    }
}
