import Audit
import Pipeline

/// Lists the things of one kind, as the newest run knows them.
struct ListCommand: Command {
    private let file: String
    private let kind: String?
    private let filter: TableReport.Filter
    private let format: AnswerFormat
    private let paging: Paging

    static let verb = Verb(
        name: "list", summary: "List accounts, resources, findings or whatever else the newest run knows.",
        details: """
            A kind is a report by its name, such as dynamodb-tables; without one, the kinds are listed. It tells what
            the report of the newest run has, and asks nothing of AWS. On a terminal the columns that fit are shown.
            `costs`, which is made of the whole bill, is in the folder of the reports alone.
            """,
        words: [.file, Word(name: "KIND", help: "what to list; none lists the kinds", isOptional: true)],
        options: [
            FilterOptions.account, FilterOptions.region, FilterOptions.saving,
            Option(name: "--limit", value: "N", help: "How many rows to list; all of them without it."),
            AnswerFormat.option("How to write it; csv is the same as the report's file."), Paging.option,
        ],
        example: "stocktake list pipelines/nightly.yaml dynamodb-tables --region eu-west-1",
        make: { arguments throws(Problem) in try ListCommand(arguments) })

    private init(_ arguments: Arguments) throws(Problem) {
        file = arguments.word("FILE")
        kind = arguments.optionalWord("KIND")
        var filter = try FilterOptions.filter(arguments)
        filter.limit = try FilterOptions.limit(arguments, hint: 20)
        self.filter = filter
        format = AnswerFormat(arguments)
        paging = Paging(arguments)
    }

    func run(in world: World) async throws -> ExitCode {
        guard let kind else {
            let kinds = Report.kinds(try PipelineFile.read(file, in: world).scope)
            try Output.answer(in: world, pager: paging) { try write(kinds, to: $0) }
            return .complete
        }
        let scope = try PipelineFile.read(file, in: world).scope
        let report = try Self.report(kind, among: Report.kinds(scope))
        try FilterOptions.check(filter, fits: report)
        let answer = ReportAnswer(
            newest: try NewestRun(file, in: world), report: report, filter: filter, format: format)
        try Output.answer(in: world, pager: paging, answer.write)
        return .complete
    }

    private static let columns = [
        ReportColumn(name: "kind", kind: .word), ReportColumn(name: "what", kind: .text),
    ]

    private func write(_ kinds: [TableReport], to output: Output) throws {
        var rows = format.writer(of: Self.columns, shown: ["kind", "what"], to: output)
        for kind in kinds { try rows.add([Self.name(of: kind), kind.about]) }
        try rows.end()
    }

    /// With dashes, as options have them; underscores are those of files.
    private static func name(of report: TableReport) -> String { dashed(report.name) }

    private static func dashed(_ name: String) -> String { String(name.map { $0 == "_" ? "-" : $0 }) }

    private static func report(
        _ kind: String, among kinds: [TableReport]
    ) throws(Problem) -> TableReport {
        if let report = kinds.first(where: { name(of: $0) == dashed(kind) }) { return report }
        let names = kinds.map(name)
        if dashed(kind) == "costs" {
            throw Problem(
                "costs is made of the whole bill and is in the folder of the reports alone",
                hint: "open costs.csv there, or list one of: \(names.joined(separator: ", "))", exit: .usage)
        }
        let meant = Suggestion.hint(for: dashed(kind), among: names).map { $0 + " " } ?? ""
        throw Problem(
            "there is no kind '\(kind)'", hint: "\(meant)kinds: \(names.joined(separator: ", "))",
            exit: .usage)
    }
}
