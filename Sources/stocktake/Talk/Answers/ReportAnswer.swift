import Audit
import Pipeline
import SQLite

/// The rows that the newest run has of a report, with what they cover.
struct ReportAnswer {
    let newest: NewestRun
    let report: TableReport
    let filter: TableReport.Filter
    let format: AnswerFormat
    /// The columns for people; nil chooses from all of them.
    var shown: [String]?

    func write(to output: Output) throws {
        guard format == .table else {
            let isForExcel = newest.pipeline.reporting.dialect == .excel
            var rows = format.writer(of: report.columns, isForExcel: isForExcel, to: output)
            try report.rows(of: newest.run, filter, in: newest.database) { try rows.add($0) }
            return try rows.end()
        }
        var table = TableRows(report.columns, shown: shown, to: output)
        let hasMore = try report.rows(of: newest.run, filter, in: newest.database) { try table.add($0) }
        try table.end()
        guard table.count > 0 else {
            try output.print("nothing to show: \(newest.words)")
            return try output.print(try newest.coverage())
        }
        try output.print("")
        try output.print(Self.count(table.count, hasMore) + "; " + newest.words)
        if !table.leftOut.isEmpty {
            try output.print(
                "Left out for want of room: \(table.leftOut.joined(separator: ", ")); --format csv has all.")
        }
        try output.print(try newest.coverage())
    }

    private static func count(_ rows: Int, _ hasMore: Bool) -> String {
        if hasMore { return "the first \(rows), and there are more than --limit" }
        return rows == 1 ? "1 row" : "\(rows) rows"
    }
}
