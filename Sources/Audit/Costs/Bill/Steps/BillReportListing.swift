import AWS
import Pipeline
import SQLite

/// Lists the legacy Cost and Usage Reports that the payer has defined.
struct BillReportListing: AWSStep, RecallingStep {
    let reading: BillReading
    let service = Bill.service
    let name = "reports"

    var access: Access { reading.access }

    func recall(_ cell: Cell, in database: Database, for run: Run) throws -> Page? {
        try reading.recall(name, in: database, for: run)
    }

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        try await listing(CostReports.DescribeReportDefinitions(), of: cell, at: cursor, client) { answer in
            let isEnd = answer.next == nil
            return Listed(found: answer.reports.isEmpty ? [] : reading.monthCells(run)) { database in
                try database.keep(answer.reports, listedBy: name, isEnd: isEnd, run)
            }
        }
    }
}

/// Lists the exports of the payer that hold the bill.
struct BillExportListing: AWSStep, RecallingStep {
    let reading: BillReading
    let service = Bill.service
    let name = "exports"

    var access: Access { reading.access }

    func recall(_ cell: Cell, in database: Database, for run: Run) throws -> Page? {
        try reading.recall(name, in: database, for: run)
    }

    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page {
        try await listing(DataExports.ListExports(), of: cell, at: cursor, client) { answer in
            var reports: [BillReport] = []
            for arn in answer.arns {
                do {
                    let export = try await client.send(DataExports.GetExport(arn: arn))
                    if let report = export.report { reports.append(report) }
                } catch let error as AWSError where error.saysGone {
                    // It was deleted since it was listed.
                }
            }
            let isEnd = answer.next == nil
            return Listed(found: reports.isEmpty ? [] : reading.monthCells(run)) { [reports] database in
                try database.keep(reports, listedBy: name, isEnd: isEnd, run)
            }
        }
    }
}

extension BillReading {
    /// What a listing said earlier on the same day.
    func recall(_ way: String, in database: Database, for run: Run) throws -> Page? {
        guard try database.hasLooked(way, on: run) else { return nil }
        let count = try database.billReports(listedBy: [way]).count
        return Page(found: count == 0 ? [] : monthCells(run)) { _ in count }
    }
}
