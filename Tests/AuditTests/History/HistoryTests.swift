import Formats
import Pipeline
import SQLite
import Simulator
import Support
import Testing

@testable import Audit

/// What nights remember of each other.
struct HistoryTests {
    private func audited() throws -> Audited {
        var audited = try Audited()
        audited.settings.accounts = 7
        audited.settings.regions = 2
        audited.settings.optInRegions = 0
        audited.settings.trouble = .none
        audited.scope.services = ["dynamodb"]
        audited.scope.metrics.days = 8
        audited.scope.metrics.period = 3600
        return audited
    }

    private let events: SQL =
        "SELECT kind || ' ' || name || ' ' || fields FROM event ORDER BY run, kind, name"

    private func arn(_ audited: Audited, behind name: String = "") throws -> String {
        try audited.texts("SELECT arn FROM resource WHERE name > \(name) ORDER BY name, arn LIMIT 1")[0]
    }

    @Test func `the first night has versions of all there is, and no events`() async throws {
        let audited = try audited()
        try await audited.run()

        try #expect(audited.texts(events) == [])
        try #expect(
            audited.count("SELECT count(*) FROM version")
                == audited.count("SELECT (SELECT count(*) FROM resource) + (SELECT count(*) FROM account)"))
    }

    @Test func `a night in which nothing changes has no events and no versions`() async throws {
        let audited = try audited()
        try await audited.run()
        let versions = try audited.count("SELECT count(*) FROM version")
        try await audited.run()

        try #expect(audited.texts(events) == [])
        try #expect(audited.count("SELECT count(*) FROM version") == versions)
    }

    @Test func `what changed, came and went is told, and told the same when it is analysed again`()
        async throws
    {
        let audited = try audited()
        try await audited.run()
        let changed = try arn(audited)
        let changedName = try audited.texts("SELECT name FROM resource WHERE arn = \(changed)")[0]
        let new = try arn(audited, behind: changedName)
        let newName = try audited.texts("SELECT name FROM resource WHERE arn = \(new)")[0]
        try audited.change(
            "UPDATE version SET facts = json_set(facts, '$.class', 'OTHER') WHERE arn = \(changed)")
        try audited.change("DELETE FROM version WHERE arn = \(new)")
        try audited.change(
            """
            INSERT INTO resource SELECT arn || '-gone', service, kind, listed_by, account, region, 'gone', created, tags,
                tags_as_of, run, as_of, owner, first_run FROM resource WHERE arn = \(new)
            """)
        try audited.change(
            """
            INSERT INTO version SELECT arn || '-gone', run, state, facts, 70000000000 FROM version WHERE arn = \(changed)
            """)
        try audited.change(
            "UPDATE version SET arn = \(new + "-gone") WHERE arn = \(changed + "-gone")")
        try await audited.run()
        let told = try audited.texts(events)

        let isNow = try audited.texts("SELECT class FROM dynamodb_table WHERE arn = \(changed)")[0]

        #expect(
            told == [
                "deleted gone {}", "found \(newName) {}",
                #"modified \#(changedName) {"class":["OTHER","\#(isNow)"]}"#,
            ])
        try #expect(
            audited.count("SELECT cost_before FROM event WHERE kind = 'deleted'") == 70_000_000_000)
        try #expect(audited.count("SELECT cost_after FROM event WHERE kind = 'deleted'") == 0)

        try await audited.analyseAgain()
        try #expect(audited.texts(events) == told)
    }

    @Test func `a place that nobody can look at any more has stale resources, and none that are deleted`()
        async throws
    {
        var audited = try audited()
        try await audited.run()
        audited.scope.aws.regions = .listed(["us-east-1"])
        try await audited.run()

        let stale = try audited.count("SELECT count(*) FROM event WHERE kind = 'stale'")
        try #expect(
            stale == audited.count("SELECT count(*) FROM resource WHERE region <> 'us-east-1'"))
        try #expect(audited.count("SELECT count(*) FROM event WHERE kind = 'deleted'") == 0)
        #expect(stale > 0)
    }

    @Test func `what changed is told with last night's cost, and what nobody looked at with none`()
        async throws
    {
        var audited = try audited()
        try await audited.run()
        let changed = try arn(audited)
        try await audited.run()
        try audited.change("UPDATE last_cost SET cost = 5000000000 WHERE arn = \(changed)")
        try audited.change(
            "UPDATE version SET facts = json_set(facts, '$.class', 'OTHER') WHERE arn = \(changed)")
        audited.scope.aws.regions = .listed(["us-east-1"])
        try await audited.run()
        let event: SQL = """
            SELECT kind || ' ' || coalesce(cost_before, '-') || ' ' || coalesce(cost_after, '-') FROM event
            WHERE run = 3 AND (arn = \(changed) OR kind = 'stale') GROUP BY kind
            """
        let isThere =
            try audited.count("SELECT count(*) FROM resource WHERE arn = \(changed) AND run = 3") > 0

        #expect(
            try audited.texts(event).allSatisfy {
                $0 == "stale - -" || (isThere && $0.hasPrefix("modified 5000000000 "))
            })
        #expect(try !audited.texts(event).isEmpty)
    }

    @Test func `a kind of finding that rises from nothing is told as a rise`() async throws {
        let audited = try audited()
        try await audited.run()
        try await audited.run()
        try audited.change("DELETE FROM trend WHERE run = 1 AND measure = 'findings' AND part = 'high'")
        let rise = try audited.query(SummaryReport.report, ofRun: 2).filter {
            $0[0] == "since the last run" && $0[1] == "findings" && $0[2] == "high"
        }

        #expect(rise.count == 1)
        try #expect(
            rise.first?[5]
                == String(audited.count("SELECT count(*) FROM finding WHERE run = 2 AND severity = 'high'")))
    }

    @Test func `each run leaves its totals, by which later ones draw how things went`() async throws {
        var audited = try audited()
        audited.scope.costs.source = .auto
        try await audited.run(on: audited.server())

        let trend = { (measure: String) in
            try audited.count("SELECT sum(amount) FROM trend WHERE run = 1 AND measure = \(measure)")
        }
        try #expect(trend("findings") == audited.count("SELECT count(*) FROM finding"))
        try #expect(trend("resources") == audited.count("SELECT count(*) FROM resource"))
        try #expect(
            trend("saving") == audited.count("SELECT sum(amount) FROM saving WHERE instead IS NULL"))
        try #expect(trend("spend") > 0)
    }
}

extension Audited {
    /// Runs the fourth stage of the newest run again.
    fileprivate func analyseAgain() async throws {
        let database = try Database(path: folder.file("test.db"), as: .writer)
        let store = Store(database)
        let engine = Engine(
            store: store,
            stages: Stages.all(
                Setting(scope, access(), store),
                reports: ReportShelf(folder.file("reports"), estate: "test", form)))
        var order = Engine.Order(asOf: now, pipeline: "test", version: "test")
        order.stages = [.analyse]
        _ = try await engine.carryOut(order)
    }
}
