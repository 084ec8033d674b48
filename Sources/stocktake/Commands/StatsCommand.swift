import Audit
import Formats
import Pipeline

/// Counts, sizes and money of a service, or of all.
struct StatsCommand: Command {
    private static let preset = 10

    private let file: String
    private let service: String?
    private let limit: Int
    private let format: AnswerFormat
    private let paging: Paging

    static let verb = Verb(
        name: "stats", summary: "Tell counts, sizes and money of a service, or of all.",
        details: """
            Resources by kind, account and region, the dearest of them, what was billed, what was found and looked at,
            and what a service tells of its own. In CSV each value is a row: its table, its row, its column.
            """,
        words: [.file, ServiceChoice.word],
        options: [
            Option(
                name: "--limit", value: "N", help: "How many rows of each table to show.", preset: "\(preset)"
            ),
            AnswerFormat.option("How to write it; csv and json have all rows."), Paging.option,
        ],
        example: "stocktake stats pipelines/nightly.yaml dynamodb",
        make: { arguments throws(Problem) in try StatsCommand(arguments) })

    private init(_ arguments: Arguments) throws(Problem) {
        file = arguments.word("FILE")
        service = arguments.optionalWord("SERVICE")
        limit = try FilterOptions.limit(arguments, hint: Self.preset) ?? Self.preset
        format = AnswerFormat(arguments)
        paging = Paging(arguments)
    }

    func run(in world: World) async throws -> ExitCode {
        let newest = try NewestRun(file, in: world)
        let services = try ServiceChoice.services(service, of: newest.pipeline)
        let tables = ServiceFigures.tables(of: services, isWholeBill: service == nil)
        try Output.answer(in: world, pager: paging) { output in
            switch format {
            case .table: try writeTables(tables, newest, services, to: output)
            case .csv: try writeCSV(tables, newest, to: output)
            case .json: try writeJSON(tables, newest, services, to: output)
            }
        }
        return .complete
    }

    private func writeTables(
        _ tables: [TableReport], _ newest: NewestRun, _ services: [AuditedService], to output: Output
    ) throws {
        var filter = TableReport.Filter()
        filter.limit = limit
        for report in tables {
            try output.print(report.about)
            var rows = TableRows(report.columns, shown: report.columns.map(\.name), to: output)
            let hasMore = try report.rows(of: newest.run, filter, in: newest.database) { try rows.add($0) }
            try rows.end()
            if rows.count == 0 { try output.print("none") }
            if hasMore { try output.print("… and more: --limit") }
            try output.print("")
        }
        try output.print("Of \(services.map(\.name).joined(separator: ", ")); \(newest.words).")
        try output.print(try newest.coverage())
    }

    private func writeCSV(_ tables: [TableReport], _ newest: NewestRun, to output: Output) throws {
        let columns = [
            ReportColumn(name: "table", kind: .word), ReportColumn(name: "row", kind: .count),
            ReportColumn(name: "column", kind: .word), ReportColumn(name: "value", kind: .text),
        ]
        // A negative amount must stay a number, and a name must not become a formula.
        var csv = CSVWriter(columns.map(\.header))
        for report in tables {
            var number = 0
            try report.rows(of: newest.run, in: newest.database) { row in
                number += 1
                for (column, text) in zip(report.columns, row) {
                    csv.text(report.name)
                    csv.int(number)
                    csv.text(column.name)
                    if let text, column.kind != .text { csv.number(text) } else { csv.text(text) }
                    csv.endRow()
                }
            }
            try output.write(csv.take())
        }
    }

    private func writeJSON(
        _ tables: [TableReport], _ newest: NewestRun, _ services: [AuditedService], to output: Output
    ) throws {
        let tally = try services.coverage(of: newest.run, in: newest.database)
        try output.print(AnswerHead.opened(AnswerHead.members(newest, tally)) + ",\"tables\":{")
        for (index, report) in tables.enumerated() {
            try output.print((index == 0 ? "" : ",") + "\"\(report.name)\":")
            var rows = JSONRows(report.columns, to: output)
            try report.rows(of: newest.run, in: newest.database) { try rows.add($0) }
            try rows.end()
        }
        try output.print("}}")
    }
}
