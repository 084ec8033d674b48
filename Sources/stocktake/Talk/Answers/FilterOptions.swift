import Audit
import Formats
import Pipeline

/// The options that choose rows of a report.
enum FilterOptions {
    static let account = Option(name: "--account", value: "ID", help: "Of this account only.")
    static let region = Option(name: "--region", value: "NAME", help: "Of this region only.")
    static let table = Option(name: "--table", value: "NAME", help: "Of tables of this name only.")
    static let saving = Option(
        name: "--min-saving", value: "USD", help: "Only what saves at least so much a month.")

    static func filter(_ arguments: Arguments) throws(Problem) -> TableReport.Filter {
        var filter = TableReport.Filter()
        filter.account = arguments.value("--account")
        filter.region = arguments.value("--region")
        filter.table = arguments.value("--table")
        do {
            filter.saving = try arguments.value("--min-saving").map { text throws(DecodingFailure) in
                try Money(text)
            }
        } catch {
            throw Problem(
                "--min-saving is not an amount: \(error)", hint: "write dollars, such as --min-saving 10",
                exit: .usage)
        }
        return filter
    }

    /// A number of rows above 0; nil where none is given.
    static func limit(_ arguments: Arguments, hint: Int) throws(Problem) -> Int? {
        guard let text = arguments.value("--limit") else { return nil }
        guard let limit = Int(text), limit > 0 else {
            throw Problem(
                "--limit is a number above 0, not '\(text)'", hint: "write --limit \(hint)", exit: .usage)
        }
        return limit
    }

    /// Refuses to choose by what a report does not tell.
    static func check(_ filter: TableReport.Filter, fits report: TableReport) throws(Problem) {
        let names = Set(report.columns.map(\.name))
        for (column, _) in filter.values where !names.contains(column) {
            throw Problem(
                "\(report.name) has no column '\(column)' to choose by", hint: "leave --\(column) out",
                exit: .usage)
        }
        if filter.saving != nil, report.saving == nil {
            throw Problem(
                "\(report.name) tells no savings to choose by", hint: "leave --min-saving out", exit: .usage)
        }
    }
}
