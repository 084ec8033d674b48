import Audit
import Formats
import Pipeline

/// Tells what is worth acting on, one block a finding, the savings that can be had together first.
struct SuggestCommand: Command {
    private static let preset = 20

    private let file: String
    private let service: String?
    private let filter: TableReport.Filter
    private let format: AnswerFormat
    private let paging: Paging

    static let verb = Verb(
        name: "suggest", summary: "Tell what is worth acting on, the largest savings first.",
        details: """
            Savings that exclude each other are not added up: of each resource the largest ones count that can be had
            together. It tells what the newest run has found, and changes nothing: the commands are for you to read.
            """,
        words: [.file, ServiceChoice.word],
        options: [
            FilterOptions.account, FilterOptions.region, FilterOptions.saving,
            Option(name: "--limit", value: "N", help: "How many to tell.", preset: "\(preset)"),
            AnswerFormat.option("How to write it; a table is a block for each."), Paging.option,
        ],
        example: "stocktake suggest pipelines/nightly.yaml dynamodb --limit 5",
        make: { arguments throws(Problem) in try SuggestCommand(arguments) })

    private init(_ arguments: Arguments) throws(Problem) {
        file = arguments.word("FILE")
        service = arguments.optionalWord("SERVICE")
        var filter = try FilterOptions.filter(arguments)
        filter.limit = try FilterOptions.limit(arguments, hint: Self.preset) ?? Self.preset
        self.filter = filter
        format = AnswerFormat(arguments)
        paging = Paging(arguments)
    }

    func run(in world: World) async throws -> ExitCode {
        let newest = try NewestRun(file, in: world)
        let services = try ServiceChoice.services(service, of: newest.pipeline)
        try newest.requireAnalysis()
        try Output.answer(in: world, pager: paging) { output in
            switch format {
            case .table: try writeBlocks(newest, services, to: output)
            case .csv: try writeCSV(newest, services, to: output)
            case .json: try writeJSON(newest, services, to: output)
            }
        }
        return .complete
    }

    private func writeBlocks(
        _ newest: NewestRun, _ services: [AuditedService], to output: Output
    ) throws {
        let report = Suggestions.report(of: services)
        var count = 0
        let hasMore = try report.rows(of: newest.run, filter, in: newest.database) { row in
            count += 1
            try output.print(SuggestionBlock(report, row, number: count).text(columns: output.columns) + "\n")
        }
        if count == 0 { try output.print("nothing to suggest: \(newest.words)\n") }
        if hasMore { try output.print("There are more than these \(count): see them with --limit.") }
        let totals = try Suggestions.totals(of: services, newest.run, in: newest.database)
        try output.print(
            """
            In all, whatever was chosen, \(totals.all) findings; \(totals.counted) savings that can be had together come to \
            \(ShownValue.rounded(totals.saving.description)) USD a month\
            \(totals.excluded > 0 ? ", and \(totals.excluded) more would take their place" : "").
            Of \(services.map(\.name).joined(separator: ", ")); \(newest.words).
            \(try services.coverage(of: newest.run, in: newest.database).sentence)
            """)
        let gaps = try newest.database.gaps(of: newest.run, limit: 3)
        for gap in gaps { try output.print(TerminalText.visible("  \(gap.cell): \(gap.reason)")) }
        if !gaps.isEmpty { try output.print("  All of them: `stocktake list \(file) coverage`.") }
    }

    private func writeCSV(_ newest: NewestRun, _ services: [AuditedService], to output: Output) throws {
        let report = Suggestions.report(of: services)
        var rows = CSVRows(report.columns, isForExcel: false, to: output)
        try report.rows(of: newest.run, filter, in: newest.database) { try rows.add($0) }
        try rows.end()
    }

    private func writeJSON(_ newest: NewestRun, _ services: [AuditedService], to output: Output) throws {
        let totals = try Suggestions.totals(of: services, newest.run, in: newest.database)
        let tally = try services.coverage(of: newest.run, in: newest.database)
        let head =
            AnswerHead.members(newest, tally) + [
                JSON.Member("findings", totals.all), JSON.Member("counted", totals.counted),
                JSON.Member("excluded", totals.excluded),
                JSON.Member("monthly_saving", totals.saving.description),
            ]
        try output.print(AnswerHead.opened(head) + ",\"suggestions\":")
        let report = Suggestions.report(of: services)
        var rows = JSONRows(report.columns, to: output)
        try report.rows(of: newest.run, filter, in: newest.database) { try rows.add($0) }
        try rows.end()
        try output.print("}")
    }
}
