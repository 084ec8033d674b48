import Formats
import Foundation
import Pipeline
import SQLite
import Support
import Synthetic
import Testing

struct ResumeTests {
    @Test func `a run goes through all stages and tells gaps from nothing`() async throws {
        let night = try Night()

        let state = try await night.run()

        #expect(state == .partial)
        let states = try night.read { database in
            try Set(database.rows("SELECT DISTINCT state FROM cell") { row in row[0] as String })
        }
        #expect(
            states == [
                "complete", "empty", "denied-by-iam", "denied-by-scp", "region-off", "throttled", "failed",
            ])
        #expect(try night.read { try $0.logicalDump().contains("pending") } == false)
    }
}

/// A synthetic estate in a folder of its own, with what a test does to it.
struct Night {
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
        asOf: Timestamp = Timestamp(seconds: 1_000_000), stages: [Stage]? = nil,
        report: @escaping @Sendable (Event) -> Void = { _ in }
    ) async throws -> RunState {
        let lock = try estate.lock(as: "test")
        let store = try estate.open(SyntheticEstate.migrations, version: "test", holding: lock)
        let engine = Engine(
            store: store, stages: stages ?? synthetic.stages, settings: settings, stop: stop, report: report)
        return try await engine.carryOut(Engine.Order(asOf: asOf, pipeline: "test", version: "test"))
    }

    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try body(estate.openForReading(SyntheticEstate.migrations))
    }
}
