import Formats
import Glibc
import Pipeline
import SQLite

/// An estate whose cells do nothing, so that only the engine is measured.
struct TrivialEstate: Sendable {
    let folder: String
    let cells: Int

    private var estate: Estate { Estate(name: "trivial", folder: folder) }

    func run() async throws -> RunState {
        let lock = try estate.lock(as: "bench")
        let store = try estate.open(PipelineSchema.migrations, version: "bench", holding: lock)
        let engine = Engine(store: store, stages: stages)
        let state = try await engine.carryOut(
            Engine.Order(asOf: Timestamp(seconds: 0), pipeline: "bench", version: "bench"))
        try await store.checkpoint()
        return state
    }

    /// What is forgotten at the end of a night.
    func tidy(_ retention: Retention) async throws {
        try await upkeep(retention) { try await $0.forget(now: Timestamp(seconds: 0)) }
    }

    /// The copy at the end of a night.
    func backUp() async throws {
        try await upkeep(Retention()) { try await $0.backUp() }
    }

    private func upkeep(_ retention: Retention, _ work: (Upkeep) async throws -> Void) async throws {
        let lock = try estate.lock(as: "bench")
        let store = try estate.open(PipelineSchema.migrations, version: "bench", holding: lock)
        try await work(Upkeep(store, of: estate, retention, stop: StopSwitch()))
        try await store.checkpoint()
    }

    /// How large the database is.
    var size: Int {
        var status = stat()
        return stat(estate.databasePath, &status) == 0 ? Int(status.st_size) : 0
    }

    /// What `status` asks.
    func countedCells() throws -> Int {
        let database = try estate.openForReading(PipelineSchema.migrations)
        guard let run = try database.runs(limit: 1).first?.run else { return 0 }
        guard try database.gaps(of: run, limit: 10).isEmpty else { return 0 }
        return try database.coverage(of: run).reduce(0) { $0 + $1.cells }
    }

    private var stages: [Stage] {
        let cells = cells
        let collect = Stage(
            .collect, steps: [Nothing()],
            plan: { _, cursor in
                let first = cursor.flatMap { Int($0.text) } ?? 0
                let last = min(cells, first + 1000)
                let page = (first..<last).map { number in
                    Cell(
                        .collect, "bench", "nothing", account: String(100_000_000_000 + number / 1000),
                        region: "eu-west-1", scope: String(number % 1000))
                }
                return Plan(page, next: last < cells ? Cursor(String(last)) : nil)
            })
        return StageName.allCases.map { $0 == .collect ? collect : Stage($0) }
    }

    private struct Nothing: Step {
        let service = "bench"
        let name = "nothing"

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page { Page { _ in 1 } }
    }
}
