import Audit
import Formats
import Pipeline
import SQLite

/// Shows what the newest run says of one analysis.
struct AnalysisCommand: Command {
    private enum Format: String, CaseIterable {
        case table, csv, json
    }

    private let file: String
    private let analysis: Analysis
    private let filter: Analysis.Filter
    private let format: Format

    static let verbs = [
        verb(
            "analyze-capacity", "Show which DynamoDB tables should be on demand, provisioned or scaled.",
            .capacityMode),
        verb("analyze-table-class", "Show which DynamoDB tables are in the wrong class.", .tableClass),
        verb(
            "analyze-utilization", "Show how much of DynamoDB's capacity is used, and how much is needed.",
            .utilisation),
    ]

    private static func verb(_ name: String, _ summary: String, _ analysis: Analysis) -> Verb {
        Verb(
            name: name, summary: summary,
            details: """
                It tells what the newest run has found, and asks nothing of AWS. To analyse the same collection again
                with other settings, run `stocktake analyse` first.
                """,
            words: [.file],
            options: [
                Option(name: "--account", value: "ID", help: "Of this account only."),
                Option(name: "--region", value: "NAME", help: "Of this region only."),
                Option(name: "--table", value: "NAME", help: "Of tables of this name only."),
                Option(
                    name: "--min-saving", value: "USD", help: "Only what saves at least so much a month."),
                Option(
                    name: "--format", value: "FORMAT",
                    help: "How to write it; csv and json have more columns than a table.",
                    choices: Format.allCases.map(\.rawValue), preset: "table"),
            ],
            example: "stocktake \(name) pipelines/nightly.yaml --min-saving 10",
            make: { arguments throws(Problem) in try AnalysisCommand(arguments, analysis) })
    }

    private init(_ arguments: Arguments, _ analysis: Analysis) throws(Problem) {
        file = arguments.word("FILE")
        self.analysis = analysis
        format = arguments.value("--format").flatMap(Format.init) ?? .table
        var filter = Analysis.Filter()
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
        self.filter = filter
    }

    func run(in world: World) async throws -> ExitCode {
        let pipeline = try PipelineFile.read(file, in: world)
        let database = try pipeline.home.openForReading(Stages.migrations)
        guard let entry = try database.runs(limit: 1).first else {
            throw Problem(
                "\(pipeline.estate) has not run yet", hint: "begin with `stocktake run \(file)`", exit: .usage
            )
        }
        switch format {
        case .table: try writeTable(of: entry, database, to: world)
        case .csv: try writeCSV(of: entry.run, database, to: world)
        case .json: try writeJSON(of: entry.run, database, to: world)
        }
        return .complete
    }

    private func writeTable(of entry: RunEntry, _ database: Database, to world: World) throws {
        let columns = analysis.report.columns
        let shown = columns.indices.filter { analysis.shown.contains(columns[$0].name) }
        let numbers = shown.indices.filter { [.money, .number].contains(columns[shown[$0]].kind) }
        var table = Table(shown.map { columns[$0].name }, numbers: Set(numbers))
        var count = 0
        try analysis.rows(of: entry.run, filter, in: database) { row in
            table.add(shown.map { Self.short(row[$0], columns[$0].kind) })
            count += 1
        }
        let words = "run \(entry.run.id), as of \(entry.run.asOf), \(entry.state.words)"
        guard count > 0 else {
            return try world.print(
                "nothing to show: \(words); see coverage.csv for what could not be looked at")
        }
        try world.print(table.text + "\n\n\(count) rows; \(words)")
    }

    /// Amounts to the cent and numbers to two places: a table is for people.
    private static func short(_ text: String?, _ kind: ReportColumn.Kind) -> String {
        guard let text else { return "-" }
        guard kind == .money || kind == .number, let money = try? Money(text, .halfEven) else { return text }
        let cents = (money.units + (money.units < 0 ? -50_000_000 : 50_000_000)) / 100_000_000
        let sign = cents < 0 ? "-" : ""
        let rest = String(cents.magnitude % 100)
        return sign + String(cents.magnitude / 100) + "." + (rest.count < 2 ? "0" : "") + rest
    }

    private func writeCSV(of run: Run, _ database: Database, to world: World) throws {
        let columns = analysis.report.columns
        var csv = CSVWriter(columns.map { $0.kind == .text ? .text($0.name) : .number($0.name) })
        try analysis.rows(of: run, filter, in: database) { row in
            for text in row { csv.text(text) }
            csv.endRow()
        }
        try world.write(csv.take())
    }

    private func writeJSON(of run: Run, _ database: Database, to world: World) throws {
        let columns = analysis.report.columns
        var writer = JSONWriter(.pretty)
        try writer.array { writer in
            try analysis.rows(of: run, filter, in: database) { row in
                writer.object { writer in
                    for (index, text) in row.enumerated() {
                        writer.key(columns[index].name)
                        if let text { writer.string(text) } else { writer.null() }
                    }
                }
            }
        }
        try world.write(writer.bytes + [UInt8(ascii: "\n")])
    }
}
