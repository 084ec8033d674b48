import Formats
import Pipeline
import SQLite

/// An analysis that people ask for by name: what the newest run says of it.
package struct Analysis: Sendable {
    package let report: TableReport
    /// The columns that fit a terminal.
    package let shown: [String]

    package static let capacityMode = Analysis(
        report: DynamoDB.capacity,
        shown: [
            "account", "region", "table", "mode", "advice", "current_monthly_cost", "monthly_saving",
            "confidence",
        ])
    package static let tableClass = Analysis(
        report: DynamoDB.tableClasses,
        shown: [
            "account", "region", "table", "class", "advice", "storage_monthly_cost",
            "throughput_monthly_cost",
            "monthly_saving", "confidence",
        ])
    package static let utilisation = Analysis(
        report: DynamoDB.utilisation,
        shown: [
            "account", "region", "table", "index", "dimension", "average", "p99", "maximum", "provisioned",
            "used_p99_percent", "needed", "risk",
        ])

    /// What somebody wants to see of it.
    package struct Filter: Equatable, Sendable {
        package var account: String?
        package var region: String?
        package var table: String?
        package var saving: Money?

        package init() {}
    }

    /// The rows of a run, each as texts, nil for null.
    package func rows(
        of run: Run, _ filter: Filter, in database: Database, _ body: ([String?]) throws -> Void
    ) throws {
        let place = Dictionary(uniqueKeysWithValues: report.columns.enumerated().map { ($1.name, $0) })
        func isMeant(_ row: [String?], _ column: String, _ wanted: String?) -> Bool {
            guard let wanted, let index = place[column] else { return true }
            return row[index] == wanted
        }
        let places = report.places
        for query in report.queries(run) {
            try database.forEach(query) { row in
                let texts = zip(report.columns, places).map { column, place in
                    column.text(of: row, at: place)
                }
                guard isMeant(texts, "account", filter.account), isMeant(texts, "region", filter.region),
                    isMeant(texts, "table", filter.table)
                else { return }
                if let least = filter.saving, let index = place["monthly_saving"] {
                    guard let saving = report.columns[index].amount(of: row, at: places[index]),
                        saving.units >= least.units
                    else { return }
                }
                try body(texts)
            }
        }
    }
}
