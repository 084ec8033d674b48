import AWS
import Pipeline

/// The bill: what everything cost, as AWS's Cost and Usage Reports tell it.
///
///     discover   reports, exports, or the location that the pipeline file names   → bill_report
///     collect    month    the manifest of a calendar month                        → bill_delivery, bill_part
///                part     a file that it lists, added up as it is read            → bill_line, bill_text
///
/// One report is read for each month, whatever number there is: `BillReport.isBetter` chooses. A month whose
/// manifest has not changed is not read again, and one that has is replaced whole.
package enum Bill {
    static let service = "bill"

    /// What is asked with the credentials that the run starts with: reports are the payer's.
    package static let operations: [Operation] = [
        CostReports.DescribeReportDefinitions.operation, DataExports.ListExports.operation,
        DataExports.GetExport.operation, S3.GetObject.operation, S3.ListFolders.operation,
        S3.GetBucketLocation.operation,
    ]

    /// What a pipeline file's reading of the bill asks.
    static func operations(for scope: CostScope) -> [Operation] {
        switch scope.source {
        case .auto: operations.filter { $0 != S3.GetBucketLocation.operation }
        case .bucket: operations.filter { $0.service == .s3 }
        case .folder, .none: []
        }
    }

    static func discoverSteps(_ scope: CostScope, _ access: Access) -> [any Step] {
        let reading = BillReading(scope, access)
        return [
            BillReportListing(reading: reading), BillExportListing(reading: reading),
            BillLocation(reading: reading),
        ]
    }

    static func collectSteps(_ scope: CostScope, _ access: Access) -> [any Step] {
        let reading = BillReading(scope, access)
        return [BillMonthLook(reading: reading), BillPartReading(reading: reading)]
    }

    static func firstCells(_ scope: CostScope) -> [Cell] {
        switch scope.source {
        case .auto: ["reports", "exports"].map { Cell(.discover, service, $0) }
        case .bucket(let source), .folder(let source): [Cell(.discover, service, "location", scope: source)]
        case .none: []
        }
    }
}
