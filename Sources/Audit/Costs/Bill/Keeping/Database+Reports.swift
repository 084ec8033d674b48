import Pipeline
import SQLite

extension Database {
    /// Stores reports, as one way to find them lists them; at the end of its list, the others it once had go.
    func keep(
        _ reports: [BillReport], listedBy way: String, isEnd: Bool, _ run: Run
    ) throws(SQLiteError) -> Int {
        for report in reports {
            try execute(
                """
                INSERT INTO bill_report (generation, bucket, path, name, region, is_whole, detail, listed_by,
                    run, as_of)
                VALUES (\(report.generation.rawValue), \(report.bucket), \(report.path), \(report.name),
                    \(report.region), \(report.isWhole), \(report.detail), \(way), \(run.id), \(run.asOf))
                ON CONFLICT DO UPDATE SET region = excluded.region, is_whole = excluded.is_whole,
                    detail = excluded.detail, listed_by = excluded.listed_by, run = excluded.run,
                    as_of = excluded.as_of
                """)
        }
        if isEnd {
            try execute("DELETE FROM bill_report WHERE listed_by = \(way) AND run <> \(run.id)")
            try note(look: way, run)
        }
        return reports.count
    }

    /// The reports that a month may be read from, the best first.
    func billReports(listedBy ways: [String]) throws(SQLiteError) -> [BillReport] {
        try rows(
            "SELECT generation, bucket, path, name, region, is_whole, detail, listed_by FROM bill_report"
        ) { row in
            (
                BillReport(
                    generation: .init(rawValue: row[0]) ?? .legacy, name: row[3], bucket: row[1],
                    path: row[2], region: row[4], isWhole: row[5], detail: row[6]), row[7] as String
            )
        }.filter { ways.contains($0.1) }.map(\.0).sorted(by: BillReport.isBetter)
    }
}
