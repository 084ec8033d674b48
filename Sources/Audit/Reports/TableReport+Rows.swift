import Formats
import Pipeline
import SQLite

extension TableReport {
    /// What somebody wants to see of a table.
    package struct Filter: Equatable, Sendable {
        package var account: String?
        package var region: String?
        package var table: String?
        /// The least saving a month.
        package var saving: Money?
        /// The most rows.
        package var limit: Int?

        package init() {}

        /// The columns of equal values, each with the value that is meant.
        package var values: [(column: String, value: String)] {
            [("account", account), ("region", region), ("table", table)].compactMap { column, value in
                value.map { (column, $0) }
            }
        }
    }

    /// The columns that a least saving may be about; a table has at most one of them.
    private static let savings: Set = ["monthly_saving", "counted"]

    /// The column that tells what a row saves a month; nil where the table has none.
    package var saving: String? { columns.first { Self.savings.contains($0.name) }?.name }

    /// Gives the rows of a run as texts, nil for null; whether there are more than the limit.
    @discardableResult package func rows(
        of run: Run, _ filter: Filter = Filter(), in database: Database, _ body: ([String?]) throws -> Void
    ) throws -> Bool {
        struct Enough: Error {}
        let selection = Selection(self, filter)
        var count = 0
        do {
            for query in queries(run) {
                try database.forEach(query) { row in
                    guard selection.contains(row) else { return }
                    if let limit = filter.limit, count >= limit { throw Enough() }
                    try body(zip(columns, selection.places).map { $0.text(of: row, at: $1) })
                    count += 1
                }
            }
        } catch is Enough {
            return true
        }
        return false
    }

    /// Tells which rows are meant, before all of their values are read.
    private struct Selection {
        let places: [Int]
        private var wanted: [(column: ReportColumn, place: Int, value: String)] = []
        private var least: (column: ReportColumn, place: Int, units: Int128)?

        init(_ report: TableReport, _ filter: Filter) {
            places = report.places
            for (column, place) in zip(report.columns, places) {
                for (name, value) in filter.values where name == column.name {
                    wanted.append((column, place, value))
                }
                if let saving = filter.saving, report.saving == column.name {
                    least = (column, place, Int128(saving.units))
                }
            }
        }

        func contains(_ row: borrowing Row) -> Bool {
            for (column, place, value) in wanted where column.text(of: row, at: place) != value {
                return false
            }
            guard let least else { return true }
            guard let amount = least.column.amount(of: row, at: least.place) else { return false }
            return Int128(amount.units) >= least.units
        }
    }
}
