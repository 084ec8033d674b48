import Audit
import Formats
import Pipeline
import SQLite
import Simulator
import Testing

struct DiscoverTests {
    @Test func `a whole organisation is found, and nothing that cannot be seen is taken for nothing`()
        async throws
    {
        let audit = try Audited()
        let truth = audit.simulation.truth()

        #expect(try await audit.run() == .partial)

        #expect(try audit.count("SELECT count(*) FROM account") == 40)
        #expect(
            try audit.count("SELECT count(*) FROM resource WHERE kind = 'table'") == truth.counts[.tables])
        #expect(
            try audit.count("SELECT count(*) FROM resource WHERE kind = 'repository'")
                == truth.counts[.repositories])
        #expect(try audit.count("SELECT count(*) FROM resource WHERE tags IS NULL") == 0)
        #expect(try audit.count("SELECT count(*) FROM dynamodb_table") == truth.counts[.tables])
        #expect(try audit.report("accounts").count == 40)
        #expect(
            try audit.report("resources").count
                == (truth.counts[.tables] ?? 0) + (truth.counts[.repositories] ?? 0))
    }

    @Test func `each gap says what it came from`() async throws {
        let audit = try Audited()
        let truth = audit.simulation.truth()
        let tables = truth.cells[.tables] ?? [:]
        let closed = truth.accounts.filter { $0.key != .active }.values.reduce(0, +)

        try await audit.run()

        func cells(_ state: String, _ step: String) throws -> Int {
            try audit.count("SELECT count(*) FROM cell WHERE state = \(state) AND step = \(step)")
        }
        #expect(closed > 0)
        #expect(try cells("account-closed", "state") == closed)
        #expect(try cells("region-off", "region") == tables[.regionOff])
        #expect(try cells("denied-by-scp", "tables") == tables[.deniedByOrganization])
        let regions = audit.simulation.regions.count
        #expect(try cells("denied-by-iam", "access") * regions == tables[.roleMissing])
        let repositories = truth.cells[.repositories] ?? [:]
        #expect(try cells("denied-by-iam", "repositories") == repositories[.deniedByIdentity])
    }

    @Test func `units and tags reach the reports`() async throws {
        let audit = try Audited()

        try await audit.run()

        #expect(
            try audit.report("resources").contains { $0.contains("Workloads/") && $0.contains(#""tier""#) })
        #expect(try audit.count("SELECT count(*) FROM account WHERE tags IS NULL AND state = 'ACTIVE'") == 0)
        #expect(try audit.count("SELECT count(*) FROM unit") > 3)
    }

    @Test func `where the list of accounts has no paths, the organisation is walked from its root`()
        async throws
    {
        var (whole, walked) = (try Audited(), try Audited())
        walked.settings.accountFields = [.status]

        try await whole.run()
        try await walked.run()

        let accounts: SQL = "SELECT id || ' ' || units FROM account ORDER BY id"
        #expect(try walked.texts(accounts) == whole.texts(accounts))
        let resources: SQL = "SELECT arn FROM resource ORDER BY arn"
        #expect(try walked.texts(resources) == whole.texts(resources))
        #expect(try walked.count("SELECT count(*) FROM cell WHERE step = 'walk'") > 3)
        #expect(try whole.count("SELECT count(*) FROM cell WHERE step = 'walk'") == 0)
    }

    @Test(arguments: [Simulation.Settings.Auditor.delegatedAdministrator, .management])
    func `it may be asked by whoever leads the organisation`(auditor: Simulation.Settings.Auditor)
        async throws
    {
        var audit = try Audited()
        audit.settings.auditor = auditor

        try await audit.run()

        #expect(
            try audit.count("SELECT count(*) FROM resource WHERE kind = 'table'")
                == audit.simulation.truth().counts[.tables])
    }

    @Test func `a member may not ask, and that is a gap and no empty organisation`() async throws {
        var audit = try Audited()
        audit.settings.auditor = .member

        #expect(try await audit.run() == .partial)
        #expect(
            try audit.texts("SELECT state FROM cell WHERE stage = 'discover'") == ["denied-by-iam"])
    }

    @Test func `without an organisation the caller's own account is audited`() async throws {
        var audit = try Audited()
        audit.settings.auditor = .loner
        audit.scope.aws.accounts = .own

        #expect(try await audit.run() == .complete)
        #expect(try audit.texts("SELECT id FROM account") == [audit.simulation.auditor.id])
        #expect(try audit.count("SELECT count(DISTINCT account) FROM resource") <= 1)
    }

    @Test func `listed regions are looked at, and no others`() async throws {
        var audit = try Audited()
        audit.scope.aws.regions = .listed(["eu-west-1", "mars-north-1"])
        audit.scope.services = ["dynamodb"]

        try await audit.run()

        let regions = try audit.texts("SELECT DISTINCT region FROM cell WHERE region <> '' ORDER BY region")
        #expect(regions == ["eu-west-1", "mars-north-1"])
        let lost = try audit.texts("SELECT DISTINCT state FROM cell WHERE region = 'mars-north-1'")
        #expect(lost == ["unsupported"])
        #expect(try audit.count("SELECT count(*) FROM cell WHERE service = 'ecr'") == 0)
    }

    @Test func `what is excluded is listed with the reason, and not entered`() async throws {
        var audit = try Audited()
        audit.ask { $0.exclude.names = ["*-prod"] }

        try await audit.run()

        let excluded = try audit.count(
            "SELECT count(*) FROM account WHERE exclusion = 'excluded by name *-prod'")
        #expect(excluded > 3)
        #expect(
            try audit.count(
                """
                SELECT count(*) FROM cell JOIN account ON account.id = cell.account
                WHERE account.exclusion IS NOT NULL
                """) == 0)
        #expect(
            try audit.report("accounts").filter { $0.contains("excluded by name *-prod") }.count == excluded)
    }

    @Test func `accounts can be chosen by their tags`() async throws {
        var audit = try Audited()
        audit.ask { $0.include.tags = ["tier": "prod"] }

        try await audit.run()

        let entered = try audit.count("SELECT count(*) FROM cell WHERE step = 'access'")
        #expect(entered > 3)
        #expect(
            try audit.count(
                """
                SELECT count(*) FROM cell JOIN account ON account.id = cell.account
                WHERE cell.step = 'access' AND tags NOT LIKE '%"tier":"prod"%'
                """) == 0)
    }
}
