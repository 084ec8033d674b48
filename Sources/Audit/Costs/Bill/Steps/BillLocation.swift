import AWS
import Pipeline
import SQLite

/// Looks for reports where the pipeline file says that they are: in a bucket of S3, or in a folder.
///
/// The place may be a report's own or lie above several; the folders there tell the generation.
struct BillLocation: RecallingStep {
    let reading: BillReading
    let service = Bill.service
    let name = "location"

    func recall(_ cell: Cell, in database: Database, for run: Run) throws -> Page? {
        guard reading.isRemote else { return nil }
        return try reading.recall("location " + cell.scope, in: database, for: run)
    }

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let reports: [BillReport]
        do {
            reports = try await self.reports(at: cell.scope)
        } catch {
            throw Gap.from(error, region: "")
        }
        guard !reports.isEmpty else {
            throw Gap.failed(
                "no report lies at \(cell.scope): name the folder that holds metadata/ and data/, or folders "
                    + "such as 20251001-20251101/")
        }
        return Page(found: reading.monthCells(run)) { database in
            try database.keep(reports, listedBy: "location " + cell.scope, isEnd: true, run)
        }
    }

    private func reports(at place: String) async throws -> [BillReport] {
        guard place.hasPrefix("s3://") else {
            return try await BillSearch(shelf: FolderShelf(), bucket: "", region: "").reports(below: place)
        }
        let parts = place.dropFirst("s3://".count).split(separator: "/", omittingEmptySubsequences: true)
        guard let bucket = parts.first.map(String.init) else {
            throw Gap.failed("\(place) names no bucket")
        }
        let path = parts.dropFirst().joined(separator: "/")
        do {
            return try await search(bucket, region: "", path)
        } catch let error as AWSError where error.saysElsewhere {
            let client = try await reading.access.client(account: "")
            let region = try await client.send(S3.GetBucketLocation(bucket: bucket))
            return try await search(bucket, region: region, path)
        }
    }

    private func search(_ bucket: String, region: String, _ path: String) async throws -> [BillReport] {
        let shelf = try await reading.shelf(bucket, region: region)
        return try await BillSearch(shelf: shelf, bucket: bucket, region: region).reports(below: path)
    }
}

/// Finds the reports in a folder, by how the folders in it are named.
struct BillSearch: Sendable {
    let shelf: any BillShelf
    let bucket: String
    let region: String

    /// The report that a folder is, or those that lie directly in it.
    func reports(below place: String) async throws -> [BillReport] {
        let path = place.count > 1 && place.hasSuffix("/") ? String(place.dropLast()) : place
        let folders = try await shelf.folders(in: path)
        if let report = report(at: path, holding: folders) { return [report] }
        var reports: [BillReport] = []
        for folder in folders {
            let inner = path.isEmpty ? folder : path + "/" + folder
            let report = report(at: inner, holding: try await shelf.folders(in: inner))
            if let report { reports.append(report) }
        }
        return reports
    }

    private func report(at path: String, holding folders: [String]) -> BillReport? {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let generation: BillReport.Generation
        if folders.contains("metadata") {
            generation = .export
        } else if folders.contains(where: Self.isLegacyMonth) {
            generation = .legacy
        } else {
            return nil
        }
        return BillReport(
            generation: generation, name: name, bucket: bucket, path: path, region: region, isWhole: true,
            detail: 0)
    }

    /// Whether a folder is named as `20251001-20251101`.
    private static func isLegacyMonth(_ name: String) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { $0.utf8.count == 8 && Int($0) != nil }
    }
}

extension AWSError {
    /// Whether a bucket was asked in a region where it is not.
    var saysElsewhere: Bool {
        switch code {
        case "PermanentRedirect", "AuthorizationHeaderMalformed", "HTTP 301": true
        default: false
        }
    }
}
