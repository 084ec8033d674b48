import Formats
import Glibc
import Pipeline

/// A run that nothing ends but a signal: one of its cells blocks its thread for ever.
struct Hang {
    let folder: String

    func run() async throws -> Int32 {
        let estate = Estate(name: "hang", folder: folder)
        let lock = try estate.lock(as: "hang")
        let store = try estate.open(PipelineSchema.migrations, version: "hang", holding: lock)
        let stop = StopSwitch()
        let engine = Engine(store: store, stages: stages, stop: stop, report: tell)
        let work = Task {
            try await engine.carryOut(
                Engine.Order(asOf: Timestamp(seconds: 0), pipeline: "hang", version: "hang"))
        }
        Signals.stop(stop, work)
        _ = try await work.value
        return 0
    }

    private func tell(_ event: Event) {
        if case .cellEnded(let cell, _, _, _) = event { print("ended \(cell.step)") }
    }

    private var stages: [Stage] {
        let cells = [Cell(.collect, "hang", "quick"), Cell(.collect, "hang", "stuck")]
        let collect = Stage(.collect, steps: [Quick(), Stuck()], plan: { _, _ in Plan(cells) })
        return StageName.allCases.map { $0 == .collect ? collect : Stage($0) }
    }

    private struct Quick: Step {
        let service = "hang"
        let name = "quick"
        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page { Page { _ in 1 } }
    }

    private struct Stuck: Step {
        let service = "hang"
        let name = "stuck"
        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            // Long enough that only the end of the process can be what ended it: a signal cuts a sleep short.
            var left: UInt32 = 600
            while left > 0 { left = sleep(left) }
            return Page { _ in 1 }
        }
    }
}
