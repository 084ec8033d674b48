import AWS
import Audit
import Pipeline

/// Checks, without collecting anything, whether a run would get through.
struct DoctorCommand: Command {
    private let file: String

    static let verb = Verb(
        name: "doctor", summary: "Check whether a pipeline file can be run, without collecting anything.",
        details: """
            It reads the file, finds the credentials and who they belong to, lists the organisation, enters each
            account and asks one harmless question of each service, and looks at the clock, the disk and the database.
            """,
        words: [.file], example: "stocktake doctor pipelines/organisation-audit.yaml",
        make: { arguments throws(Problem) in DoctorCommand(file: arguments.word("FILE")) })

    func run(in world: World) async throws -> ExitCode {
        let pipeline: PipelineFile
        do {
            pipeline = try PipelineFile.read(file, in: world)
        } catch {
            try Self.print(Checkup.Line("pipeline file", .bad, error.what, hint: error.hint), in: world)
            return error.exit
        }
        try Self.print(Checkup.Line("pipeline file", .good, "\(file) is good"), in: world)
        return try await Checkup(pipeline: pipeline, world: world) { try Self.print($0, in: world) }.run()
    }

    private static func print(_ line: Checkup.Line, in world: World) throws {
        try world.print(line.text)
    }
}
