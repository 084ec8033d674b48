import Audit
import Pipeline
import SQLite

/// The newest run of an estate, as commands read it that ask nothing of AWS.
struct NewestRun {
    let pipeline: PipelineFile
    let database: Database
    let entry: RunEntry
    private let file: String

    var run: Run { entry.run }

    init(_ file: String, in world: World) throws {
        self.file = file
        pipeline = try PipelineFile.read(file, in: world)
        database = try pipeline.home.openForReading(Stages.migrations)
        guard let entry = try database.runs(limit: 1).first else {
            throw Problem(
                "\(pipeline.estate) has not run yet", hint: "begin with `stocktake run \(file)`", exit: .usage
            )
        }
        self.entry = entry
    }

    var words: String { "run \(run.id), as of \(run.asOf), \(entry.state.words)" }

    /// Refuses to speak of findings and savings that nobody has looked for yet.
    func requireAnalysis() throws {
        guard try !database.hasEnded(.analyse, of: run) else { return }
        throw Problem(
            "run \(run.id) has not been analysed yet", hint: "go on with `stocktake run \(file)`",
            exit: .runAgain)
    }

    /// What totals cover, and what is to be known of them.
    func coverage() throws -> String {
        let tally = CoverageTally(try database.coverage(of: run).filter { $0.stage < .report })
        var lines = [tally.sentence]
        if !tally.isWhole { lines.append("Why not: `stocktake list \(file) coverage` tells it.") }
        if try !database.hasEnded(.analyse, of: run) {
            lines.append(
                "Its analysis has not ended, and more may follow: go on with `stocktake run \(file)`.")
        }
        return lines.joined(separator: "\n")
    }
}
