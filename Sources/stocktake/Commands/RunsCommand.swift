import Audit
import Formats
import Pipeline
import SQLite

/// Lists the runs, the newest first.
struct RunsCommand: Command {
    private let file: String
    private let limit: Int
    private let isJSON: Bool

    static let verb = Verb(
        name: "runs", summary: "List the runs of a pipeline file, newest first.", words: [.file],
        options: [
            Option(name: "--limit", value: "N", help: "How many runs to list.", preset: "20"),
            StatusCommand.json,
        ],
        example: "stocktake runs pipelines/nightly.yaml --limit 5",
        make: { arguments throws(Problem) in try RunsCommand(arguments) })

    private init(_ arguments: Arguments) throws(Problem) {
        file = arguments.word("FILE")
        isJSON = arguments.has("--json")
        let text = arguments.value("--limit") ?? "20"
        guard let limit = Int(text), limit > 0 else {
            throw Problem(
                "--limit is a number above 0, not '\(text)'", hint: "write --limit 20", exit: .usage)
        }
        self.limit = limit
    }

    func run(in world: World) async throws -> ExitCode {
        let pipeline = try PipelineFile.read(file, in: world)
        let database = try pipeline.home.openForReading(Stages.migrations)
        let entries = try database.runs(limit: limit)
        if isJSON {
            let runs = try JSON.array(entries.map { try json($0, in: database) })
            try world.write(runs.bytes(.pretty) + [UInt8(ascii: "\n")])
        } else {
            try world.print(table(entries, in: database))
        }
        return .complete
    }

    private func table(_ entries: [RunEntry], in database: Database) throws -> String {
        var table = Table(["run", "as of", "state", "cells", "gaps", "version"], numbers: [0, 3, 4])
        for entry in entries {
            let (cells, gaps) = try counts(of: entry.run, in: database)
            table.add([
                String(entry.run.id), entry.run.asOf.description, entry.state.words, String(cells),
                String(gaps),
                entry.version,
            ])
        }
        return table.text
    }

    private func json(_ entry: RunEntry, in database: Database) throws -> JSON {
        let (cells, gaps) = try counts(of: entry.run, in: database)
        return .object([
            JSON.Member("run", entry.run.id),
            JSON.Member("as_of", entry.run.asOf.description),
            JSON.Member("state", entry.state.rawValue),
            JSON.Member("reason", entry.reason),
            JSON.Member("cells", cells), JSON.Member("gaps", gaps),
            JSON.Member("version", entry.version),
        ])
    }

    private func counts(of run: Run, in database: Database) throws -> (cells: Int, gaps: Int) {
        let counts = try database.coverage(of: run)
        return (
            counts.reduce(0) { $0 + $1.cells }, counts.filter(\.state.isGap).reduce(0) { $0 + $1.cells }
        )
    }
}
