import Audit
import Pipeline

/// Checks a pipeline file, and tells what it would audit.
struct CheckCommand: Command {
    private let file: String

    static let verb = Verb(
        name: "check", summary: "Check a pipeline file, and tell what would be audited.",
        details: "It asks nobody: `stocktake doctor` tells whether AWS would answer.", words: [.file],
        example: "stocktake check pipelines/organisation-audit.yaml",
        make: { arguments throws(Problem) in CheckCommand(file: arguments.word("FILE")) })

    func run(in world: World) async throws -> ExitCode {
        let pipeline = try PipelineFile.read(file, in: world)
        try world.print("\(file) is good\n\n" + ScopeSummary(pipeline).text)
        return .complete
    }
}
