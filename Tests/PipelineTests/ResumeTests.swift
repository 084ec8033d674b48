import Formats
import Pipeline
import SQLite
import Synchronization
import Synthetic
import Testing

struct ResumeTests {
    @Test func `a run goes through all stages and tells gaps from nothing`() async throws {
        let night = try TestEstate()

        let state = try await night.run()

        #expect(state == .partial)
        let states = try night.read { database in
            try Set(database.rows("SELECT DISTINCT state FROM cell") { row in row[0] as String })
        }
        #expect(
            states == [
                "complete", "empty", "denied-by-iam", "denied-by-scp", "region-off", "throttled", "failed",
            ])
    }

    @Test(arguments: [1, 7, 40, 150])
    func `a run that is stopped goes on where it was, and ends the same`(_ cells: Int) async throws {
        let undisturbed = try TestEstate()
        try await undisturbed.run()
        var night = try TestEstate()
        let ended = Mutex(0)

        while true {
            night.stop = StopSwitch()
            let stop = night.stop
            ended.withLock { $0 = 0 }
            do {
                try await night.run { event in
                    guard case .cellEnded = event else { return }
                    let count = ended.withLock { count in
                        count += 1
                        return count
                    }
                    if count == cells { stop.turnOn() }
                }
                break
            } catch is Interrupted {
                let state = try night.read { try $0.runs(limit: 1).first?.state }
                #expect(state == .interrupted)
            }
        }

        #expect(try night.outcome() == undisturbed.outcome())
    }

    @Test func `what a page wrote is not written again after a resume`() async throws {
        let night = try TestEstate()
        let pages = Mutex<[String]>([])
        let listing = Act("list") { _, cursor, _ in
            pages.withLock { $0.append(cursor?.text ?? "first") }
            if cursor?.text == "second", !night.stop.isOn {
                night.stop.turnOn()
            }
            return Page(
                next: cursor == nil ? Cursor("second") : cursor?.text == "second" ? Cursor("third") : nil
            ) { _ in 1 }
        }
        let stages = TestEstate.stages(.collect, [listing], [Act.cell("list")])

        await #expect(throws: Interrupted.self) { try await night.run(stages: stages) }
        var later = night
        later.stop = StopSwitch()
        try await later.run(stages: stages)

        // The second page was fetched before the stop and committed: only the third is left.
        #expect(pages.withLock(\.self) == ["first", "second", "third"])
        #expect(try night.cells(of: 1) == ["list  complete 1000000"])
        #expect(try night.read { try $0.row("SELECT pages FROM cell") { row in row[0] as Int } } == 3)
    }

    @Test func `an open run is left behind when asked, and kept`() async throws {
        let night = try TestEstate()
        night.stop.turnOn()
        await #expect(throws: Interrupted.self) { try await night.run() }
        var later = night
        later.stop = StopSwitch()

        try await later.run(asOf: 2_000_000, start: .afresh)

        let states = try night.read { try $0.runs(limit: 9).map(\.state) }
        #expect(states == [.partial, .interrupted])
    }

    @Test func `analyse and report run again on what was collected`() async throws {
        let night = try TestEstate()
        try await night.run()
        let before = try night.outcome()

        try await night.run(only: [.analyse])
        try await night.run(only: [.report])

        #expect(try night.outcome() == before)
        let problem = await #expect(throws: Problem.self) { try await night.run(only: [.enrich]) }
        #expect(problem?.exit == .usage)
    }

}
