import AWS
import Audit
import Pipeline

/// Checks, without collecting anything, whether a run would get through; or mends what can be mended.
struct DoctorCommand: Command {
    private let file: String
    private let repairs: Bool

    static let verb = Verb(
        name: "doctor", summary: "Check whether a pipeline file can be run, without collecting anything.",
        details: """
            It looks at the disk, the lock, the database with its indexes, its backups and what killed runs left, finds
            the credentials and who they belong to, lists the organisation, enters each account and asks one harmless
            question of each service. It changes nothing, unless --repair asks for it.
            """,
        words: [.file],
        options: [
            Option(
                name: "--repair",
                help: "Mend what can be mended of the database and the files beside it; AWS is not asked.")
        ],
        example: "stocktake doctor pipelines/organisation-audit.yaml",
        make: { arguments throws(Problem) in
            DoctorCommand(file: arguments.word("FILE"), repairs: arguments.has("--repair"))
        })

    func run(in world: World) async throws -> ExitCode {
        let pipeline: PipelineFile
        do {
            pipeline = try PipelineFile.read(file, in: world)
        } catch {
            try Self.print(Checkup.Line("pipeline file", .bad, error.what, hint: error.hint), in: world)
            return error.exit
        }
        try Self.print(Checkup.Line("pipeline file", .good, "\(file) is good"), in: world)
        guard repairs else {
            return try await Checkup(pipeline: pipeline, world: world) { try Self.print($0, in: world) }.run()
        }
        let exit = try Repair(pipeline: pipeline) { try Self.print($0, in: world) }.run()
        guard exit == .complete || exit == .damagedData else { return exit }
        let lines = DatabaseCheckup(pipeline).lines()
        for line in lines { try Self.print(line, in: world) }
        return lines.map(\.exit).first { $0 != .complete } ?? .complete
    }

    private static func print(_ line: Checkup.Line, in world: World) throws {
        try world.print(line.text)
    }
}
