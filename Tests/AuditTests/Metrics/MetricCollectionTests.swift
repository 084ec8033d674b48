import Formats
import Pipeline
import SQLite
import Simulator
import Synchronization
import Testing

@testable import Audit

/// Metrics of a simulated organisation: asked for once, in full requests, within a budget, and gone on with.
struct MetricCollectionTests {
    /// A few accounts over few days, which is enough to have several requests.
    private func audited() throws -> Audited {
        var audited = try Audited()
        audited.settings.accounts = 7
        audited.settings.regions = 2
        audited.settings.optInRegions = 0
        audited.settings.trouble = .none
        audited.scope.services = ["dynamodb"]
        audited.scope.metrics.days = 3
        return audited
    }

    private let tables: SQL = "SELECT count(*) FROM dynamodb_table"

    /// The stored samples as lines, without the ids, which depend on who came first.
    private func samples(of audited: Audited) throws -> [String] {
        try audited.texts(
            """
            SELECT resource || ' ' || part || ' ' || metric || ' ' || statistic || ' ' || day || ' ' || hex(samples)
            FROM series JOIN series_day ON series_day.series = series.id ORDER BY 1
            """)
    }

    @Test func `every table has its metrics, and a second run of the day asks for none`() async throws {
        let audited = try audited()
        let first = audited.server()
        try #expect(await audited.run(on: first) == .complete)
        let asked = first.counts.count(of: .getMetricData)
        let second = audited.server()
        try #expect(await audited.run(on: second) == .complete)

        #expect(asked > 1)
        #expect(second.counts.count(of: .getMetricData) == 0)
        let measured =
            "SELECT count(DISTINCT resource) FROM series WHERE metric = 'ConsumedReadCapacityUnits'"
        try #expect(audited.count(SQL(measured)) == audited.count(tables))
    }

    @Test func `the next night asks for the day that has passed, and no more`() async throws {
        var audited = try audited()
        try await audited.run(on: audited.server())
        let series = try audited.count("SELECT count(*) FROM series")
        audited.now = audited.now.adding(days: 1)
        audited.settings.end = audited.now
        let next = audited.server()
        try await audited.run(on: next)

        try #expect(
            audited.count("SELECT sum(series) FROM metric_estimate WHERE run = 2") >= series)
        try #expect(audited.count("SELECT max(end_day) - min(first_day) FROM series") <= 4)
        // A day of all series takes a third of the requests that three days take, or fewer.
        #expect(next.counts.count(of: .getMetricData) < 20)
    }

    @Test func `a collection that is stopped between pages goes on with the next request`() async throws {
        let whole = try audited()
        let once = whole.server()
        try await whole.run(on: once)

        let broken = try audited()
        var asked = 0
        for pages in [1, 2, 3] {
            let stop = StopSwitch()
            let server = broken.server()
            await #expect(throws: Interrupted.self) {
                try await broken.run(on: server, stop: stop, stoppingAfter: pages)
            }
            asked += server.counts.count(of: .getMetricData, .answered)
        }
        let last = broken.server()
        try #expect(await broken.run(on: last) == .complete)
        asked += last.counts.count(of: .getMetricData, .answered)

        // What was under way when it stopped may be asked for again; what had landed never is.
        #expect(asked <= once.counts.count(of: .getMetricData, .answered) + 3 * 64)
        try #expect(samples(of: broken) == samples(of: whole))
        try #expect(broken.report("dynamodb_utilisation") == whole.report("dynamodb_utilisation"))
        try #expect(broken.report("findings") == whole.report("findings"))
    }

    @Test func `what a budget does not cover is told, not asked`() async throws {
        var audited = try audited()
        audited.scope.metrics.budget = .zero
        let server = audited.server()
        let state = try await audited.run(on: server)

        #expect(state == .partial)
        #expect(server.counts.count(of: .getMetricData) == 0)
        let reasons = try audited.texts(
            "SELECT DISTINCT state || ': ' || reason FROM cell WHERE step = 'samples'")
        #expect(reasons.allSatisfy { $0.hasPrefix("not-reached: its metrics would cost ") })
        #expect(reasons.allSatisfy { $0.hasSuffix("which metrics-budget (0.00 USD) does not cover") })
        try #expect(audited.count("SELECT count(*) FROM finding WHERE code = 'DDB-009'") == 0)
    }

    @Test func `what metrics cost is reckoned to the last digit`() async throws {
        let audited = try audited()
        try await audited.run(on: audited.server())

        try #expect(
            audited.count("SELECT sum(cost) FROM metric_estimate")
                == 100_000 * audited.count("SELECT count(*) FROM series"))
    }

    @Test func `an account that denies its metrics is a gap, and nobody takes its tables for idle`()
        async throws
    {
        var audited = try Audited()
        audited.settings.accounts = 24
        audited.settings.regions = 3
        audited.scope.services = ["dynamodb"]
        audited.scope.metrics.days = 8
        audited.scope.metrics.period = 3600
        try await audited.run(on: audited.server())

        let denied = try audited.texts(
            "SELECT DISTINCT account FROM cell WHERE step = 'samples' AND state = 'denied-by-iam'")
        let account = try #require(denied.first)
        try #expect(audited.count("SELECT count(*) FROM resource WHERE account = \(account)") > 0)
        try #expect(
            audited.count(
                "SELECT count(*) FROM finding WHERE account = \(account) AND code IN ('DDB-009', 'DDB-010')")
                == 0)
        try #expect(audited.count("SELECT count(*) FROM finding WHERE code = 'DDB-009'") > 0)
    }

    @Test func `nothing is asked for that can never have a value`() async throws {
        let audited = try audited()
        try await audited.run(on: audited.server())

        try #expect(audited.count("SELECT count(*) FROM series WHERE metric = 'UserErrors'") == 0)
        try #expect(
            audited.count("SELECT count(*) FROM series WHERE metric = 'SystemErrors' AND part = ''") == 0)
        // Nothing is provisioned on demand.
        try #expect(
            audited.count(
                """
                SELECT count(*) FROM series JOIN dynamodb_table ON arn = resource
                WHERE metric LIKE 'Provisioned%' AND billing_mode = 'PAY_PER_REQUEST' AND billing_mode_since IS NULL
                """) == 0)
    }
}

extension Audited {
    /// Runs until so many cells of metrics have landed a page, and stops then.
    fileprivate func run(
        on server: SimulatedAWS, stop: StopSwitch, stoppingAfter pages: Int
    ) async throws -> RunState {
        let limit = pages
        let counter = Counter()
        return try await run(on: server, stop: stop) { event in
            guard case .cellEnded(let cell, _, _, _) = event,
                cell.step == "estimate" || cell.step == "samples"
            else { return }
            if counter.next() >= limit { stop.turnOn() }
        }
    }
}

private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
