import Formats
import Pipeline
import Testing

@testable import Audit

/// Which days of metrics are asked for, and which no longer.
struct MetricDaysTests {
    private func window(_ days: Int, _ period: Int = 300) -> MetricWindow {
        var window = MetricWindow()
        (window.days, window.period) = (days, period)
        return window
    }

    private func run(_ text: String) throws -> Run { Run(id: 1, asOf: try Timestamp(iso8601: text)) }

    @Test func `whole days before the day of the run are asked for`() throws {
        let run = try run("2026-11-20T02:00:00Z")
        let today = run.asOf.day

        #expect(MetricDays(window(14), of: run).days(of: 300, since: nil) == today - 14..<today)
    }

    @Test func `a table that is younger than the window is asked for since it was made`() throws {
        let run = try run("2026-11-20T02:00:00Z")
        let days = MetricDays(window(14), of: run)
        let today = run.asOf.day

        #expect(days.days(of: 300, since: Timestamp(day: today - 3)) == today - 3..<today)
        #expect(days.days(of: 300, since: Timestamp(day: today + 1)).isEmpty)
    }

    @Test(arguments: [(60, 14), (300, 62), (3600, 90)])
    func `nothing is asked for that CloudWatch no longer keeps whole`(period: Int, most: Int) throws {
        let run = try run("2026-11-20T02:00:00Z")

        #expect(MetricDays(window(90), of: run).days(of: period, since: nil).count == most)
    }

    @Test func `what is known is not asked for again on the same day`() throws {
        let run = try run("2026-11-20T02:00:00Z")
        let days = MetricDays(window(14), of: run)
        let all = days.days(of: 300, since: nil)
        let later = try Timestamp(iso8601: "2026-11-20T01:00:00Z")

        #expect(days.missing(all, having: all, asOf: later).isEmpty)
    }

    @Test func `the next night asks for the day that has passed`() throws {
        let run = try run("2026-11-20T02:00:00Z")
        let days = MetricDays(window(14), of: run)
        let all = days.days(of: 300, since: nil)
        let known = all.lowerBound - 1..<all.upperBound - 1
        let lastNight = try Timestamp(iso8601: "2026-11-19T02:00:00Z")

        #expect(days.missing(all, having: known, asOf: lastNight) == all.upperBound - 1..<all.upperBound)
    }

    @Test func `a longer window than before asks for all of it`() throws {
        let run = try run("2026-11-20T02:00:00Z")
        let all = MetricDays(window(30), of: run).days(of: 300, since: nil)

        #expect(
            MetricDays(window(30), of: run).missing(
                all, having: all.lowerBound + 5..<all.upperBound, asOf: run.asOf) == all)
    }

    @Test func `a day that was looked at too soon after its end is asked for once more`() throws {
        let midnight = try run("2026-11-20T00:00:00Z")
        let night = try run("2026-11-20T03:00:00Z")
        let all = MetricDays(window(14), of: midnight).days(of: 300, since: nil)

        #expect(MetricDays(window(14), of: midnight).missing(all, having: all, asOf: midnight.asOf).isEmpty)
        #expect(
            MetricDays(window(14), of: night).missing(all, having: all, asOf: midnight.asOf)
                == all.upperBound - 1..<all.upperBound)
    }
}
