import Audit
import Formats
import Glibc
import Pipeline

/// Runs all stages of a pipeline file, or one of them.
struct RunCommand: Command {
    private let file: String
    private let stages: Set<StageName>
    private let start: Engine.Order.Start
    private let asOf: Timestamp?
    private let wishes: NightOptions
    private let dialect: ReportScope.Dialect?
    /// The service whose part of the stages is run; nil runs all.
    private var service: String?

    static let verb = Verb(
        name: "run", summary: "Run a pipeline file, resuming an interrupted run of it.",
        details: """
            All five stages run, each once the one before has ended. What could not be looked at is listed as a
            gap and does not stop the run. Ctrl-C and kill lose nothing that was committed: run again to resume.
            """,
        words: [.file],
        options: [
            Option(
                name: "--stage", value: "STAGE", help: "Run this stage alone.",
                choices: StageName.allCases.map(\.rawValue)),
            fresh, instant, .csv,
        ] + NightOptions.all,
        example: "stocktake run pipelines/nightly.yaml",
        make: { arguments throws(Problem) in
            let stage = arguments.value("--stage").flatMap(StageName.init)
            return try RunCommand(arguments, stages: stage.map { [$0] } ?? Set(StageName.allCases))
        })

    /// The command that runs one stage.
    static func verb(for stage: StageName) -> Verb {
        Verb(
            name: stage.rawValue, summary: summary(of: stage),
            details:
                "The stages before it must have ended. It is what `stocktake run --stage \(stage.rawValue)` does.",
            words: [.file],
            options: (stage == .discover ? [fresh, instant] : stage == .report ? [.csv] : [])
                + NightOptions.all,
            example: "stocktake \(stage.rawValue) pipelines/nightly.yaml",
            make: { arguments throws(Problem) in try RunCommand(arguments, stages: [stage]) })
    }

    /// The command that reads the bill and nothing else.
    static let billVerb = Verb(
        name: "collect-cur",
        summary: "Read the bill alone: cost and usage reports, of months that have changed.",
        details: """
            It finds the reports and reads them, and leaves the rest of the run open: `stocktake run` goes on with it.
            """,
        words: [.file], options: [fresh, instant] + NightOptions.all,
        example: "stocktake collect-cur pipelines/nightly.yaml",
        make: { arguments throws(Problem) in
            var command = try RunCommand(arguments, stages: [.discover, .collect])
            command.service = "bill"
            return command
        })

    private static let fresh = Option(
        name: "--fresh", help: "Begin a new run, even where an interrupted one could be resumed.")

    private static let instant = Option(
        name: "--as-of", value: "INSTANT",
        help:
            "The instant that a new run speaks of, such as 2026-11-21T02:00:00Z; a run that is resumed has to speak of the same.",
        preset: "now")

    private static func summary(of stage: StageName) -> String {
        switch stage {
        case .discover: "Run the first stage alone: who and where."
        case .collect: "Run the second stage alone: raw facts."
        case .enrich: "Run the third stage alone: prices, owners and links."
        case .analyse: "Run the fourth stage alone: findings and savings."
        case .report: "Run the fifth stage alone: write the reports."
        }
    }

    private init(_ arguments: Arguments, stages: Set<StageName>) throws(Problem) {
        file = arguments.word("FILE")
        self.stages = stages
        start = arguments.has("--fresh") ? .afresh : .resume
        wishes = NightOptions(arguments)
        dialect = ReportScope.Dialect(arguments)
        do {
            asOf = try arguments.value("--as-of").map { text throws(DecodingFailure) in
                try Timestamp(iso8601: text)
            }
        } catch {
            throw Problem(
                "--as-of is not an instant: \(error)", hint: "write it as 2026-11-21T02:00:00Z", exit: .usage)
        }
    }

    func run(in world: World) async throws -> ExitCode {
        var pipeline: PipelineFile
        do {
            pipeline = try PipelineFile.read(file, in: world)
        } catch {
            wishes.log(in: world).tell(error)
            return error.exit
        }
        if let dialect { pipeline.reporting.dialect = dialect }
        return await Night(pipeline, wishes, in: world).run(order(in: world, pipeline))
    }

    private func order(in world: World, _ pipeline: PipelineFile) -> Engine.Order {
        var order = Engine.Order(
            asOf: asOf ?? world.now(), pipeline: pipeline.fingerprint, version: Verb.version)
        order.start = start
        order.isAsOfChosen = asOf != nil
        order.stages = stages
        order.service = service
        return order
    }
}
