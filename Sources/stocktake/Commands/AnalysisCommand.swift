import Audit
import Pipeline

/// Shows what the newest run says of one analysis.
struct AnalysisCommand: Command {
    private let file: String
    private let analysis: Analysis
    private let filter: TableReport.Filter
    private let format: AnswerFormat
    private let paging: Paging

    static let verbs = [
        verb(
            "analyze-capacity", "Show which DynamoDB tables should be on demand, provisioned or scaled.",
            .capacityMode),
        verb("analyze-table-class", "Show which DynamoDB tables are in the wrong class.", .tableClass),
        verb(
            "analyze-utilization", "Show how much of DynamoDB's capacity is used, and how much is needed.",
            .utilisation),
        verb("analyze-tags", "Show how teams name ECR's images, and patterns for lifecycle rules.", .tags),
        verb(
            "analyze-versions", "Show which versions of images were superseded, are missing or there twice.",
            .versions),
        verb("analyze-similarity", "Show which ECR repositories hold nearly the same.", .similarity),
        verb("analyze-base-images", "Show what ECR's images are built on.", .baseImages),
    ]

    private static func verb(_ name: String, _ summary: String, _ analysis: Analysis) -> Verb {
        let columns = Set(analysis.report.columns.map(\.name))
        let filters = [FilterOptions.account, FilterOptions.region, FilterOptions.table].filter { option in
            columns.contains(String(option.name.dropFirst(2)))
        }
        let saving = columns.contains("monthly_saving") ? [FilterOptions.saving] : []
        let example = saving.isEmpty ? "--format csv" : "--min-saving 10"
        return Verb(
            name: name, summary: summary,
            details: """
                It tells what the newest run has found, and asks nothing of AWS. To analyse the same collection again
                with other settings, run `stocktake analyse` first.
                """,
            words: [.file],
            options: filters + saving + [
                AnswerFormat.option("How to write it; csv and json have more columns than a table."),
                Paging.option,
            ],
            example: "stocktake \(name) pipelines/nightly.yaml \(example)",
            make: { arguments throws(Problem) in try AnalysisCommand(arguments, analysis) })
    }

    private init(_ arguments: Arguments, _ analysis: Analysis) throws(Problem) {
        file = arguments.word("FILE")
        self.analysis = analysis
        filter = try FilterOptions.filter(arguments)
        format = AnswerFormat(arguments)
        paging = Paging(arguments)
        try FilterOptions.check(filter, fits: analysis.report)
    }

    func run(in world: World) async throws -> ExitCode {
        let newest = try NewestRun(file, in: world)
        let answer = ReportAnswer(
            newest: newest, report: analysis.report, filter: filter, format: format, shown: analysis.shown)
        try Output.answer(in: world, pager: paging, answer.write)
        return .complete
    }
}
