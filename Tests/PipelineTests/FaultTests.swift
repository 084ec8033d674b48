import Foundation
import Pipeline
import SQLite
import Support
import Synthetic
import Testing

/// Whatever goes wrong below SQLite, the database opens, holds whole pages, and the next run ends as if
/// nothing had happened.
struct FaultTests {
    private static func small(vfs: String? = nil) throws -> TestEstate {
        var night = try TestEstate(vfs: vfs)
        night.synthetic.accounts = 2
        night.synthetic.regions = 2
        night.synthetic.items = 5
        return night
    }

    /// What a run leaves that nothing disturbed, and how many calls of each kind it made.
    private static func undisturbed() async throws -> (outcome: String, calls: [FaultPlan.Call: Int]) {
        let plan = FaultPlan()
        let night = try small(vfs: FaultVFS.register(plan))
        plan.set(nil)
        try await night.run()
        var calls: [FaultPlan.Call: Int] = [:]
        for call in FaultPlan.Call.allCases { calls[call] = plan.count(of: call) }
        return (try night.outcome(), calls)
    }

    @Test(arguments: FaultPlan.Call.allCases)
    func `a failed call leaves whole pages, and the next run mends everything`(_ call: FaultPlan.Call)
        async throws
    {
        let (expected, calls) = try await Self.undisturbed()
        let total = try #require(calls[call])
        #expect(total > 0)

        for at in stride(from: 1, through: total, by: max(1, total / 20)) {
            let plan = FaultPlan()
            let night = try Self.small(vfs: FaultVFS.register(plan))
            plan.set(.fail(call, at: at))
            _ = try? await night.run()

            plan.set(nil)
            try night.expectWholePages("after \(call) \(at) of \(total) failed")
            try await night.finish()

            #expect(try night.outcome() == expected, "after \(call) \(at) of \(total) failed")
        }
    }

    @Test(arguments: FaultPlan.Call.allCases)
    func `a power cut leaves whole pages, and the next run mends everything`(_ call: FaultPlan.Call)
        async throws
    {
        let (expected, calls) = try await Self.undisturbed()
        let total = try #require(calls[call])

        var cuts = 0
        for at in stride(from: 1, through: total, by: max(1, total / 20)) {
            let plan = FaultPlan()
            let night = try Self.small(vfs: FaultVFS.register(plan))
            plan.set(.powerCut(call, at: at, seed: UInt64(at)))
            _ = try? await night.run()
            // How many calls a run makes depends on which pages share a commit: the last may not be reached.
            guard plan.isDark else { continue }
            cuts += 1

            plan.set(nil)
            try night.expectWholePages("after the power went at \(call) \(at) of \(total)")
            try await night.finish()

            #expect(try night.outcome() == expected, "after the power went at \(call) \(at) of \(total)")
        }
        #expect(cuts > 0)
    }

    @Test func `a full disk stops the run, and it goes on once there is space`() async throws {
        let (expected, _) = try await Self.undisturbed()
        let plan = FaultPlan()
        let night = try Self.small(vfs: FaultVFS.register(plan))
        plan.set(.quota(400_000))

        let problem = await #expect(throws: Problem.self) { try await night.run() }
        #expect(problem?.exit == .cannotWrite)
        #expect(problem?.what.contains("no space is left") == true)
        #expect(problem?.hint.contains("run again") == true)

        plan.set(nil)
        try night.expectWholePages("after the disk was full")
        try await night.run()
        #expect(try night.outcome() == expected)
    }
}

extension TestEstate {
    /// Ends the run, unless what went wrong came after its end.
    func finish() async throws {
        let state = try? read {
            try $0.row("SELECT state FROM run ORDER BY id DESC") { row in row[0] as String }
        }
        if state != "partial" { try await run() }
    }

    /// The database and the reports, as one text.
    func outcome() throws -> String {
        var text = try read { try $0.logicalDump() }
        let reports = try? FileManager.default.contentsOfDirectory(atPath: synthetic.reports)
        for name in (reports ?? []).sorted() {
            text +=
                "-- \(name)\n" + (try String(contentsOfFile: synthetic.reports + "/" + name, encoding: .utf8))
        }
        return text
    }

    /// Checks that the database is sound and holds each page whole or not at all.
    func expectWholePages(_ when: String) throws {
        let database = try Database(path: estate.databasePath, as: .writer, vfs: estate.vfs)
        #expect(try database.damage().isEmpty, Comment(rawValue: when))
        guard try database.hasTable("sample") else { return }
        let torn = try database.rows(
            """
            SELECT cell.account || cell.region || cell.scope FROM cell
            LEFT JOIN (SELECT account, region, name, count(*) AS days FROM sample GROUP BY 1, 2, 3) AS sample
                ON sample.account = cell.account AND sample.region = cell.region AND sample.name = cell.scope
            WHERE cell.stage = 'collect' AND cell.rows <> coalesce(days, 0)
            """
        ) { row in row[0] as String }
        #expect(torn.isEmpty, Comment(rawValue: when))
    }
}
