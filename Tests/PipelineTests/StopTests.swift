import Pipeline
import SQLite
import Synthetic
import Testing

/// What happens to the cells that are open when something ends a run.
struct StopTests {
    /// A step that, like a request, fails in words of its own when it is cancelled.
    private func request(_ night: TestEstate) -> Act {
        Act("long") { _, _, _ in
            do {
                try await Task.sleep(for: .seconds(600))
            } catch {
                throw Gap.failed("the request was cancelled")
            }
            return Page { _ in 1 }
        }
    }

    @Test func `a page that a sibling's failure cancels is left to the next run`() async throws {
        let night = try TestEstate()
        let bad = Act("bad") { _, _, _ in
            try await Task.sleep(for: .milliseconds(50))
            throw Problem("no credentials", hint: "log in", exit: .noCredentials)
        }
        let stages = TestEstate.stages(.collect, [bad, request(night)], [Act.cell("bad"), Act.cell("long")])

        await #expect(throws: Problem.self) { try await night.run(stages: stages) }

        #expect(try night.cells(of: 1) == ["bad  pending never", "long  pending never"])
    }

    @Test func `a run that is cancelled ends, and its open pages are left to the next`() async throws {
        let night = try TestEstate()
        let stages = TestEstate.stages(
            .collect, [request(night)], (0..<9).map { Act.cell("long", String($0)) })
        let work = Task { try await night.run(stages: stages) }
        try await Task.sleep(for: .milliseconds(200))

        work.cancel()

        await #expect(throws: Interrupted.self) { try await work.value }
        #expect(try night.cells(of: 1).allSatisfy { $0.hasSuffix("pending never") })
    }

    @Test func `a step whose own time-out cancels is a gap, and stops nobody`() async throws {
        let night = try TestEstate()
        let late = Act("late") { _, _, _ in throw CancellationError() }

        let state = try await night.run(stages: TestEstate.stages(.collect, [late], [Act.cell("late")]))

        #expect(state == .partial)
        #expect(try night.cells(of: 1) == ["late  failed never"])
    }

    @Test(arguments: [64, 600])
    func `as many cells are in flight as are asked for, to the last`(_ width: Int) async throws {
        var night = try TestEstate()
        night.settings.width = width
        let entered = Tally()
        // Nobody goes on before a whole wave is there, which takes every worker each time.
        let slow = Act("slow") { _, _, _ in
            let wave = (entered.add("cell") - 1) / width + 1
            let start = ContinuousClock.now
            while entered.count(of: "cell") < wave * width {
                guard ContinuousClock.now - start < .seconds(20) else {
                    throw Gap.failed("the wave is not full")
                }
                try await Task.sleep(for: .milliseconds(1))
            }
            return Page { _ in 1 }
        }
        let cells = (0..<width * 4).map { Act.cell("slow", String($0)) }

        let state = try await night.run(stages: TestEstate.stages(.collect, [slow], cells))

        #expect(state == .complete)
    }
}
