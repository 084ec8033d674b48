import AWS
import Audit
import Formats
import Pipeline
import SQLite
import Simulator
import Testing

/// What a run makes of an AWS that misbehaves.
struct TroubleTests {
    private static let everything: SQL = """
        SELECT arn || coalesce(tags, '') || coalesce(created, '') FROM resource ORDER BY arn
        """

    @Test(arguments: [
        (Fault.throttled, 0.1), (.brokenDown, 0.1), (.unavailable, 0.1), (.proxyPage, 0.1), (.dropped, 0.1),
        (.timeout, 0.05), (.truncated, 0.05), (.expired, 0.05), (.emptyPage, 0.3), (.duplicatedItem, 0.3),
        (.nullToken, 0.5), (.wrongContentType, 0.5),
    ])
    func `faults that pass change nothing in what is found`(fault: Fault, rate: Double) async throws {
        var (calm, troubled) = (try Audited(), try Audited())
        calm.settings.accounts = 8
        troubled.settings.accounts = 8
        troubled.faults.add(fault, .rate(rate))

        try await calm.run()
        try await troubled.run()

        let reasons: SQL = "SELECT DISTINCT reason FROM cell WHERE reason IS NOT NULL ORDER BY 1"
        #expect(try troubled.texts(reasons) == calm.texts(reasons))
        #expect(try troubled.texts(Self.everything) == calm.texts(Self.everything))
        let states: SQL =
            "SELECT state || ' ' || step || account || region || scope || rows FROM cell ORDER BY 1"
        let (left, right) = (Set(try troubled.texts(states)), Set(try calm.texts(states)))
        #expect(left.symmetricDifference(right).sorted() == [])
    }

    @Test func `a listing that goes in circles ends as a gap`() async throws {
        var audit = try Audited()
        audit.settings.accounts = 60
        audit.faults.add(.repeatedToken, .call(2), of: .listAccounts)

        #expect(try await audit.run() == .partial)
        #expect(
            try audit.count(
                "SELECT count(*) FROM cell WHERE step = 'accounts' AND state = 'failed' AND reason LIKE '%circle%'"
            ) > 0)
    }

    @Test func `a clock that is wrong is corrected`() async throws {
        var audit = try Audited()
        audit.settings.accounts = 12
        audit.settings.trouble = .none
        audit.faults.secondsAhead = 3600

        #expect(try await audit.run() == .complete)
    }

    @Test func `what an earlier run saw stays where this one cannot look, with the day on which it was seen`()
        async throws
    {
        var audit = try Audited()
        audit.settings.accounts = 12
        audit.settings.trouble = .none
        audit.scope.services = ["dynamodb"]
        try await audit.run()
        let first = try audit.report("resources")

        audit.now = audit.now.adding(days: 1)
        audit.faults.add(.deniedByOrganization, .rate(1), of: .listTables, region: "us-east-1")
        try await audit.run()

        let second = try audit.report("resources", ofRun: 2)
        #expect(second.count == first.count)
        let old = second.filter { $0.hasSuffix("2026-11-21T00:00:00Z") }
        #expect(!old.isEmpty)
        #expect(old.allSatisfy { $0.contains(":us-east-1:") })
        #expect(second.filter { $0.contains(":us-east-1:") } == old)
    }

    @Test func `what had gone before nobody could look stays gone`() async throws {
        var audit = try Audited()
        audit.settings.accounts = 12
        audit.settings.trouble = .none
        audit.scope.services = ["dynamodb"]
        try await audit.run()
        let first = try audit.report("resources")
        try audit.change(
            """
            INSERT INTO resource (arn, service, kind, listed_by, account, region, name, run, as_of)
            SELECT arn || '-long-gone', service, kind, listed_by, account, region, name, 0, as_of - 86400
            FROM resource WHERE region = 'us-east-1'
            """)

        audit.now = audit.now.adding(days: 1)
        audit.faults.add(.deniedByOrganization, .rate(1), of: .listTables, region: "us-east-1")
        try await audit.run()

        let second = try audit.report("resources", ofRun: 2)
        #expect(second.count == first.count)
        #expect(!second.contains { $0.contains("long-gone") })
    }

    @Test func `an account whose tags nobody may read is a gap, and what is known of it stays`() async throws
    {
        var audit = try Audited()
        audit.settings.trouble = .none
        audit.settings.accounts = 12
        audit.ask { $0.include.tags = ["tier": "*"] }
        try await audit.run()
        let first = try audit.report("resources")

        audit.now = audit.now.adding(days: 1)
        audit.faults.add(.deniedByIdentity, .rate(1), of: .listOrganizationTags)

        #expect(try await audit.run() == .partial)
        #expect(first.count > 0)
        #expect(try audit.report("resources", ofRun: 2).count == first.count)
    }

    @Test func `keys that AWS does not know end the run, and say what to do`() async throws {
        let audit = try Audited()
        var other = audit.settings
        other.seed = 99

        let problem = await #expect(throws: Problem.self) {
            try await audit.run(as: Simulation(other).credentials)
        }

        #expect(problem?.exit == .noCredentials)
        #expect(problem?.hint.isEmpty == false)
    }
}
