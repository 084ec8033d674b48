import Formats
import Pipeline
import SQLite

/// Tells the versions that a bug report needs.
struct VersionCommand: Command {
    static let verb = Verb(
        name: "version", summary: "Tell the version, and those of SQLite and zlib.",
        example: "stocktake version",
        make: { _ throws(Problem) in VersionCommand() })

    func run(in world: World) async throws -> ExitCode {
        try world.print(
            "stocktake \(Verb.version) (SQLite \(Database.libraryVersion), zlib \(Compression.libraryVersion))"
        )
        return .complete
    }
}
