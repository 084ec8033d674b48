import Foundation
import Formats
import Pipeline
import SQLite
import Support
import Synthetic
import Testing

/// A synthetic estate in a folder of its own, with what a test does to it.
struct TestEstate {
    let folder: TemporaryFolder
    var estate: Estate
    var synthetic: SyntheticEstate
    var settings = Engine.Settings()
    var stop = StopSwitch()

    init(vfs: String? = nil) throws {
        folder = try TemporaryFolder()
        estate = Estate(name: "synthetic", folder: folder.file("state"), vfs: vfs)
        synthetic = SyntheticEstate(reports: folder.file("reports"))
        settings.retryDelay = .microseconds(100)
    }

    @discardableResult
    func run(
        asOf: Int64 = 1_000_000, stages: [Stage]? = nil, only: Set<StageName> = Set(StageName.allCases),
        start: Engine.Order.Start = .resume, report: @escaping @Sendable (Event) -> Void = { _ in }
    ) async throws -> RunState {
        let lock = try estate.lock(as: "test")
        let store = try estate.open(SyntheticEstate.migrations, version: "test", holding: lock)
        let engine = Engine(
            store: store, stages: stages ?? synthetic.stages, settings: settings, stop: stop, report: report)
        var order = Engine.Order(asOf: Timestamp(seconds: asOf), pipeline: "test", version: "test")
        order.stages = only
        order.start = start
        return try await engine.carryOut(order)
    }

    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try body(estate.openForReading(SyntheticEstate.migrations))
    }

    /// The cells of a run as lines: step, scope, state, and when it was last seen.
    func cells(of run: Int) throws -> [String] {
        try read { database in
            try database.rows(
                """
                SELECT step || ' ' || scope || ' ' || state || ' ' || coalesce(as_of, 'never') FROM cell
                WHERE run = \(run) AND stage <> 'report' ORDER BY 1
                """
            ) { row in row[0] as String }
        }
    }

    /// The steps and states of any engine's database.
    static func states(in path: String) throws -> [String] {
        try Database(path: path, as: .reader).rows("SELECT step || ' ' || state FROM cell ORDER BY 1") {
            row in
            row[0] as String
        }
    }

    /// Stages of which only one does something.
    static func stages(_ name: StageName, _ steps: [any Step], _ first: [Cell]) -> [Stage] {
        StageName.allCases.map { stage in
            stage == name ? Stage(stage, steps: steps, plan: { _, _ in Plan(first) }) : Stage(stage)
        }
    }
}

/// A step made of a closure.
struct Act: Step {
    let service = "test"
    let name: String
    let body: @Sendable (Cell, Cursor?, Run) async throws -> Page

    init(_ name: String, _ body: @escaping @Sendable (Cell, Cursor?, Run) async throws -> Page) {
        self.name = name
        self.body = body
    }

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        try await body(cell, cursor, run)
    }

    static func cell(_ step: String, _ scope: String = "") -> Cell {
        Cell(.collect, "test", step, scope: scope)
    }
}
