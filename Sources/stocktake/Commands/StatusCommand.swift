import Audit
import Formats
import Pipeline
import SQLite

/// Tells how the newest run stands; it may be under way.
struct StatusCommand: Command {
    private let file: String
    private let isJSON: Bool

    static let json = Option(name: "--json", help: "Write JSON, for programs.")

    static let verb = Verb(
        name: "status", summary: "Tell how the newest run of a pipeline file stands.",
        details: "It disturbs no run, and may be asked while one is under way.", words: [.file],
        options: [json],
        example: "stocktake status pipelines/nightly.yaml",
        make: { arguments throws(Problem) in
            StatusCommand(file: arguments.word("FILE"), isJSON: arguments.has("--json"))
        })

    func run(in world: World) async throws -> ExitCode {
        let pipeline = try PipelineFile.read(file, in: world)
        let database = try pipeline.home.openForReading(Stages.migrations)
        let holder = RunLock.holder(of: pipeline.home.lockPath)
        let summary = try RunSummary(of: pipeline, in: database, holder: holder)
        if isJSON {
            try world.write(summary.json.bytes(.pretty) + [UInt8(ascii: "\n")])
        } else {
            try world.print(summary.text)
        }
        return .complete
    }
}
