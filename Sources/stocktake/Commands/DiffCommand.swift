import Audit
import Formats
import Pipeline
import SQLite

/// Tells what differs between two runs.
struct DiffCommand: Command {
    private let file: String
    private let runs: [Int]
    private let format: AnswerFormat
    private let paging: Paging

    static let verb = Verb(
        name: "diff", summary: "Tell what differs between two runs: resources, accounts, money and findings.",
        details: """
            How each thing was at the one run and at the other, not what happened in between; `list FILE changes` tells
            that of the last night. Without runs it compares the last two whole ones, and with one that one and the
            last. Costs are what a thing cost a month when it last changed, as far as that is known.
            """,
        words: [
            .file, Word(name: "RUN", help: "the number of a run, as `runs` lists them", isOptional: true),
            Word(
                name: "OTHER", help: "the run to compare it with; either may be the earlier", isOptional: true
            ),
        ],
        options: [
            AnswerFormat.option("How to write it; csv has what differs, json the totals too."), Paging.option,
        ],
        example: "stocktake diff pipelines/nightly.yaml 11 12",
        make: { arguments throws(Problem) in try DiffCommand(arguments) })

    private init(_ arguments: Arguments) throws(Problem) {
        file = arguments.word("FILE")
        runs = try ["RUN", "OTHER"].compactMap(arguments.optionalWord).map { text throws(Problem) in
            guard let id = Int(text), id > 0 else {
                throw Problem(
                    "'\(text)' is not the number of a run", hint: "`stocktake runs FILE` lists them",
                    exit: .usage)
            }
            return id
        }
        guard Set(runs).count == runs.count else {
            throw Problem(
                "a run does not differ from itself", hint: "name two runs of `stocktake runs FILE`",
                exit: .usage)
        }
        format = AnswerFormat(arguments)
        paging = Paging(arguments)
    }

    func run(in world: World) async throws -> ExitCode {
        let newest = try NewestRun(file, in: world)
        let comparison = try comparison(newest)
        try Output.answer(in: world, pager: paging) { output in
            let answer = DiffAnswer(comparison: comparison, database: newest.database, output: output)
            switch format {
            case .table: try answer.writeTable()
            case .csv: try answer.writeCSV()
            case .json: try answer.writeJSON()
            }
        }
        return .complete
    }

    private func comparison(_ newest: NewestRun) throws -> RunComparison {
        let named = try runs.map { try remembered($0, newest) }
        if named.count == 2 { return RunComparison(named[0], named[1]) }
        let whole = try newest.database.comparableRuns(limit: 2)
        if let named = named.first, let other = whole.first(where: { $0.id != named.id }) {
            return RunComparison(named, other)
        }
        guard named.isEmpty, whole.count == 2 else {
            throw Problem(
                "\(newest.pipeline.estate) has only \(whole.count) whole run to compare, and it takes two",
                hint: "run `stocktake run \(file)` again", exit: .unavailable)
        }
        return RunComparison(whole[0], whole[1])
    }

    private func remembered(_ id: Int, _ newest: NewestRun) throws -> Run {
        let list = "`stocktake runs \(file)` lists those that are kept"
        switch try newest.database.memory(of: id) {
        case .kept(let entry): return entry.run
        case .unknown:
            throw Problem("there is no run \(id); the newest is \(newest.run.id)", hint: list, exit: .usage)
        case .forgotten(let first):
            throw Problem(
                "run \(id) was forgotten; the first that is kept is \(first)",
                hint: "`keep` in the pipeline file says how many runs are kept", exit: .unavailable)
        case .notAnalysed(let entry):
            let isNewest = entry.run.id == newest.run.id
            throw Problem(
                "run \(id) has not been analysed, and so it was not compared",
                hint: isNewest ? "go on with `stocktake run \(file)`" : list, exit: .runAgain)
        case .withoutHistory:
            throw Problem("run \(id) has kept no history to compare with", hint: list, exit: .unavailable)
        }
    }
}
