import Formats
import Pipeline
import SQLite
import Synthetic
import Testing

/// What the ledger says of cells that could not look.
struct CoverageTests {
    /// A listing that finds two children on the first night, and fails on the second.
    private func listing(failing gap: Gap) -> [any Step] {
        [
            Act("list") { _, _, run in
                if run.id == 2 { throw gap }
                return Page(found: [Act.cell("child", "a"), Act.cell("child", "b")]) { _ in 2 }
            },
            Act("child") { cell, _, _ in
                Page(found: cell.scope == "a" ? [Act.cell("grandchild", "a")] : []) { _ in 1 }
            },
            Act("grandchild") { _, _, _ in Page { _ in 0 } },
        ]
    }

    @Test func `what a failed cell found earlier is not reached, with its old as-of`() async throws {
        let night = try TestEstate()
        let stages = TestEstate.stages(.collect, listing(failing: .deniedByIAM("no")), [Act.cell("list")])

        #expect(try await night.run(asOf: 100, stages: stages) == .complete)
        #expect(try await night.run(asOf: 200, stages: stages) == .partial)
        #expect(try await night.run(asOf: 300, stages: stages) == .complete)

        #expect(
            try night.cells(of: 2) == [
                "child a not-reached 100", "child b not-reached 100", "grandchild a not-reached 100",
                "list  denied-by-iam 100",
            ])
        #expect(
            try night.cells(of: 3) == [
                "child a complete 300", "child b complete 300", "grandchild a empty 300",
                "list  complete 300",
            ])
        let gap = try night.read { database in
            try database.gaps(of: Run(id: 2, asOf: .init(seconds: 200)), limit: 1).first
        }
        #expect(gap?.reason == "what leads to it could not be read")
    }

    @Test func `a cell that one parent lost is run when another finds it`() async throws {
        let night = try TestEstate()
        let steps: [any Step] = [
            Act("list") { _, _, run in
                if run.id == 2 { throw Gap.failed("gone") }
                return Page(found: [Act.cell("child")]) { _ in 1 }
            },
            Act("other") { _, _, run in
                // After the first listing has given up.
                if run.id == 2 { try await Task.sleep(for: .milliseconds(200)) }
                return Page(found: run.id == 2 ? [Act.cell("child")] : []) { _ in 1 }
            },
            Act("child") { _, _, _ in Page { _ in 1 } },
        ]
        let stages = TestEstate.stages(.collect, steps, [Act.cell("list"), Act.cell("other")])

        try await night.run(asOf: 100, stages: stages)
        try await night.run(asOf: 200, stages: stages)

        #expect(
            try night.cells(of: 2) == ["child  complete 200", "list  failed 100", "other  complete 200"])
    }

    @Test func `a run that was left behind does not hide what an earlier one saw`() async throws {
        let night = try TestEstate()
        let stop = StopSwitch()
        let steps: [any Step] = [
            Act("list") { _, _, run in
                if run.id == 3 { throw Gap.deniedByIAM("no") }
                return Page(found: [Act.cell("child")]) { _ in 1 }
            },
            Act("child") { _, _, run in
                if run.id == 2 {
                    stop.turnOn()
                    throw Gap.unsteady("stopped before it could look")
                }
                return Page(found: [Act.cell("grandchild")]) { _ in 1 }
            },
            Act("grandchild") { _, _, _ in Page { _ in 1 } },
        ]
        let stages = TestEstate.stages(.collect, steps, [Act.cell("list")])
        try await night.run(asOf: 100, stages: stages)
        var second = night
        second.stop = stop
        await #expect(throws: Interrupted.self) { try await second.run(asOf: 200, stages: stages) }

        try await night.run(asOf: 300, stages: stages, start: .afresh)

        #expect(
            try night.cells(of: 3) == [
                "child  not-reached 100", "grandchild  not-reached 100", "list  denied-by-iam 200",
            ])
    }

    @Test(arguments: [0, 150])
    func `what a cell no longer finds is no gap, whoever was denied first`(_ delay: Int) async throws {
        let night = try TestEstate()
        let steps: [any Step] = [
            Act("denied") { _, _, run in
                if run.id == 2 {
                    try await Task.sleep(for: .milliseconds(150 - delay))
                    throw Gap.deniedByIAM("no")
                }
                return Page(found: [Act.cell("child")]) { _ in 1 }
            },
            Act("other") { _, _, run in
                if run.id == 2 { try await Task.sleep(for: .milliseconds(delay)) }
                return Page(found: run.id == 2 ? [Act.cell("child")] : []) { _ in 1 }
            },
            Act("child") { _, _, run in
                Page(found: run.id == 1 ? [Act.cell("grandchild")] : []) { _ in 1 }
            },
            Act("grandchild") { _, _, _ in Page { _ in 1 } },
        ]
        let stages = TestEstate.stages(.collect, steps, [Act.cell("denied"), Act.cell("other")])

        try await night.run(asOf: 100, stages: stages)
        try await night.run(asOf: 200, stages: stages)

        #expect(
            try night.cells(of: 2) == [
                "child  complete 200", "denied  denied-by-iam 100", "other  complete 200",
            ])
    }

    @Test func `a child of two parents is a gap when one of them is denied`() async throws {
        let night = try TestEstate()
        func parent(_ name: String, isDenied: Bool) -> Act {
            Act(name) { _, _, run in
                if run.id == 2, isDenied { throw Gap.deniedByIAM("no") }
                return Page(found: run.id == 1 ? [Act.cell("child")] : []) { _ in 1 }
            }
        }
        let steps: [any Step] = [
            parent("one", isDenied: false), parent("two", isDenied: true),
            Act("child") { _, _, _ in Page { _ in 1 } },
        ]
        let stages = TestEstate.stages(.collect, steps, [Act.cell("one"), Act.cell("two")])

        try await night.run(asOf: 100, stages: stages)
        try await night.run(asOf: 200, stages: stages)

        #expect(
            try night.cells(of: 2) == [
                "child  not-reached 100", "one  complete 200", "two  denied-by-iam 100",
            ])
    }

    @Test func `a gap that was never seen has no as-of`() async throws {
        let night = try TestEstate()
        let stages = TestEstate.stages(
            .collect, [Act("list") { _, _, _ in throw Gap.regionOff("off") }], [Act.cell("list")])

        try await night.run(stages: stages)

        #expect(try night.cells(of: 1) == ["list  region-off never"])
    }

    @Test func `a listing that returns its own token is a gap, not an endless loop`() async throws {
        let night = try TestEstate()
        let list = Act("list") { _, _, _ in Page(next: Cursor("again")) { _ in 1 } }

        try await night.run(stages: TestEstate.stages(.collect, [list], [Act.cell("list")]))

        #expect(try night.cells(of: 1) == ["list  failed never"])
    }

    @Test func `a failure that may pass is tried again, and no more than three times`() async throws {
        let night = try TestEstate()
        let tries = Tally()
        let steps: [any Step] = [
            Act("steady") { _, _, _ in
                tries.add("steady")
                throw Gap.failed("no")
            },
            Act("unsteady") { _, _, _ in
                tries.add("unsteady")
                throw Gap.unsteady("perhaps")
            },
            Act("flaky") { _, _, _ in
                if tries.add("flaky") < 3 { throw Gap.throttled("slow down") }
                return Page { _ in 1 }
            },
        ]
        let cells = ["steady", "unsteady", "flaky"].map { Act.cell($0) }

        try await night.run(stages: TestEstate.stages(.collect, steps, cells))

        #expect(tries.counts == ["steady": 1, "unsteady": 3, "flaky": 3])
        #expect(
            try night.cells(of: 1) == [
                "flaky  complete 1000000", "steady  failed never", "unsteady  failed never",
            ])
    }

    @Test func `an error that does not describe itself tells its type and not what it holds`() async throws {
        struct Leak: Error { var secret = "hunter2" }
        let night = try TestEstate()

        try await night.run(
            stages: TestEstate.stages(.collect, [Act("leak") { _, _, _ in throw Leak() }], [Act.cell("leak")])
        )

        let reason = try night.read {
            try $0.row("SELECT reason FROM cell WHERE step = 'leak'") { row in row[0] as String }
        }
        #expect(reason == "Leak")
    }

    @Test func `a problem stops the run, keeps what was committed, and is told`() async throws {
        let night = try TestEstate()
        let problem = Problem("no credentials", hint: "log in", exit: .noCredentials)
        let steps: [any Step] = [
            Act("good") { _, _, _ in Page { _ in 1 } },
            Act("bad") { _, _, _ in
                try await Task.sleep(for: .milliseconds(100))
                throw problem
            },
            // Waits until it is cancelled, as a request would.
            Act("long") { _, _, _ in
                try await Task.sleep(for: .seconds(600))
                return Page { _ in 1 }
            },
        ]
        let stages = TestEstate.stages(.collect, steps, ["good", "bad", "long"].map { Act.cell($0) })

        await #expect(throws: problem) { try await night.run(stages: stages) }

        #expect(
            try night.cells(of: 1) == ["bad  pending never", "good  complete 1000000", "long  pending never"])
        let run = try night.read { try $0.runs(limit: 1).first }
        #expect(run?.state == .failed)
        #expect(run?.reason == "no credentials")
    }

    @Test func `cells found by chains of cells all run, however many workers there are`() async throws {
        let night = try TestEstate()
        let chain = Act("link") { cell, _, _ in
            let number = Int(cell.scope) ?? 0
            return Page(found: number < 200 ? [Act.cell("link", String(number + 1))] : []) { _ in 1 }
        }

        try await night.run(stages: TestEstate.stages(.collect, [chain], [Act.cell("link", "0")]))

        #expect(try night.cells(of: 1).count == 201)
    }
}
