import Pipeline
import SQLite
import Synthetic
import Testing

/// Stages run alone, in an order that people choose.
struct OrderTests {
    @Test func `a stage alone does not close a run that has cells left`() async throws {
        let night = try TestEstate()
        let report = Act("r") { _, _, _ in
            night.stop.turnOn()
            return Page(next: Cursor("2")) { _ in 1 }
        }
        let stages = TestEstate.stages(.report, [report], [Cell(.report, "test", "r")])
        await #expect(throws: Interrupted.self) { try await night.run(stages: stages) }
        var later = night
        later.stop = StopSwitch()

        let state = try await later.run(stages: stages, only: [.discover])

        #expect(state == .running)
    }

    @Test(arguments: [StageName.collect, .analyse, .report])
    func `without a run, only the first stage begins one`(_ stage: StageName) async throws {
        let night = try TestEstate()

        let problem = await #expect(throws: Problem.self) { try await night.run(only: [stage]) }

        #expect(problem?.exit == .usage)
        #expect(problem?.what == "there is no run whose \(stage.rawValue) could be run")
        #expect(try night.read { try $0.runs(limit: 1) }.isEmpty)
    }

    @Test func `a stage that comes too early changes nothing`() async throws {
        let night = try TestEstate()
        try await night.run(only: [.discover])
        let before = try night.outcome()

        let problem = await #expect(throws: Problem.self) { try await night.run(only: [.analyse]) }

        #expect(problem?.exit == .runAgain)
        #expect(problem?.what == "analyse cannot start: collect of run 1 has not ended")
        #expect(try night.outcome() == before)
    }

    @Test func `a new run begins with its first stage`() async throws {
        let night = try TestEstate()
        try await night.run()
        let before = try night.outcome()

        let problem = await #expect(throws: Problem.self) {
            try await night.run(only: [.report], start: .afresh)
        }

        #expect(problem?.exit == .usage)
        #expect(try night.outcome() == before)
    }

    @Test func `an analysis that is made again keeps the cells that collecting found for it`() async throws {
        let night = try TestEstate()
        let collect = Act("list") { cell, _, run in
            if cell.scope == "lost", run.id == 2 { throw Gap.deniedByIAM("no") }
            return Page(found: [Cell(.analyse, "test", "a", scope: cell.scope)]) { _ in 1 }
        }
        let analyse = Act("a") { _, _, _ in Page { _ in 1 } }
        let stages = StageName.allCases.map { stage in
            switch stage {
            case .collect:
                Stage(
                    stage, steps: [collect],
                    plan: { _, _ in Plan([Act.cell("list", "kept"), Act.cell("list", "lost")]) })
            case .analyse: Stage(stage, steps: [analyse])
            default: Stage(stage)
            }
        }
        try await night.run(asOf: 100, stages: stages)
        try await night.run(asOf: 200, stages: stages)
        let before = try night.cells(of: 2)

        #expect(try await night.run(stages: stages, only: [.analyse]) == .partial)

        #expect(try night.cells(of: 2) == before)
        #expect(
            before == [
                "a kept complete 200", "a lost not-reached 100", "list kept complete 200",
                "list lost denied-by-iam 100",
            ])
    }

    @Test func `an analysis is made again on an open run, when it is asked for alone`() async throws {
        let night = try TestEstate()
        let tally = Tally()
        let stages = TestEstate.stages(
            .analyse,
            [
                Act("a") { _, _, _ in
                    tally.add("a")
                    return Page { _ in 1 }
                }
            ], [Cell(.analyse, "test", "a")])
        for stage in [StageName.discover, .collect, .enrich, .analyse, .analyse] {
            try await night.run(stages: stages, only: [stage])
        }

        #expect(tally.counts == ["a": 2])
    }

    @Test func `a run is open while its analysis is made again`() async throws {
        let night = try TestEstate()
        let seen = Tally()
        let estate = night.estate
        let step = Act("a") { _, _, _ in
            let state = try estate.openForReading(SyntheticEstate.migrations).runs(limit: 1).first?.state
            seen.add(state?.rawValue ?? "none")
            return Page { _ in 1 }
        }
        let stages = TestEstate.stages(.analyse, [step], [Cell(.analyse, "test", "a")])
        try await night.run(stages: stages)

        #expect(try await night.run(stages: stages, only: [.analyse]) == .complete)

        #expect(seen.counts == ["running": 2])
    }
}
