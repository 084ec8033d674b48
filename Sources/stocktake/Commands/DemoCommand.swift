import Audit
import Pipeline

/// Runs the whole pipeline on an organisation that does not exist.
struct DemoCommand: Command {
    private let text: String
    private let wishes: NightOptions
    private let dialect: ReportScope.Dialect?

    static let verb = Verb(
        name: "demo", summary: "Run the whole pipeline on a simulated organisation.",
        details: """
            It takes no credentials and no network. The reports are real, the organisation is not: the same seed
            makes the same one everywhere. pipelines/demo.yaml is the pipeline file of it.
            """,
        options: [
            Option(
                name: "--accounts", value: "N", help: "How many accounts the organisation has.", preset: "24"),
            Option(
                name: "--seed", value: "N", help: "Another number makes another organisation.", preset: "1"),
            Option(
                name: "--directory", value: "FOLDER", help: "Where the database and the reports go.",
                preset: "output"),
            .csv,
        ] + NightOptions.all,
        example: "stocktake demo --accounts 100",
        make: { arguments throws(Problem) in try DemoCommand(arguments) })

    private init(_ arguments: Arguments) throws(Problem) {
        let accounts = try Self.number(arguments, "--accounts", in: 1...10_000, or: 24)
        let seed = try Self.number(arguments, "--seed", in: 0...1_000_000_000, or: 1)
        text = """
            estate: demo
            aws:
              simulation: { accounts: \(accounts), seed: \(seed) }
              organization: { role: StocktakeReadOnly }
            services: { dynamodb: {}, ecr: {} }
            state: ${DIRECTORY}
            """
        directory = arguments.value("--directory") ?? "output"
        wishes = NightOptions(arguments)
        dialect = ReportScope.Dialect(arguments)
    }

    private let directory: String

    private static func number(
        _ arguments: Arguments, _ option: String, in range: ClosedRange<Int>, or preset: Int
    ) throws(Problem) -> Int {
        guard let text = arguments.value(option) else { return preset }
        if let number = Int(text), range.contains(number) { return number }
        throw Problem(
            "\(option) is a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'",
            hint: "write \(option) \(preset)", exit: .usage)
    }

    func run(in world: World) async throws -> ExitCode {
        var pipeline: PipelineFile
        do {
            pipeline = try PipelineFile(
                Array(text.utf8), path: "the demo", environment: ["DIRECTORY": directory])
        } catch {
            wishes.log(in: world).tell(error)
            return error.exit
        }
        if let dialect { pipeline.reporting.dialect = dialect }
        return await Night(pipeline, wishes, in: world).run(
            Engine.Order(asOf: world.now(), pipeline: pipeline.fingerprint, version: Verb.version))
    }
}
