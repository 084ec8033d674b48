import Formats
import Foundation
import Pipeline
import SQLite
import Testing

@testable import Audit

/// What the page says, and what it does not say where it could not look.
struct HTMLReportTests {
    @Test func `the page is the same bytes each time`() async throws {
        let report = try Reported()
        try report.addPrevious()
        for number in 0..<40 {
            try report.add(account: "1111222233\(number + 10)", named: "account \(number)")
            try report.add(
                cell: "tables", account: "1111222233\(number + 10)", region: "eu-west-1", "complete")
            try report.add(finding: "f\(number)", saving: 10_000_000_000)
            try report.add(event: "created", name: "table-\(number)", after: 5)
            try report.add(trend: "spend", "service \(number)", 7, run: 1 + number % 2)
        }

        let first = try await report.page()
        let second = try await report.page()

        #expect(first == second)
        #expect(first.contains("acme, run 2: Stocktake"))
        #expect(first.contains("2026-11-21 02:00 UTC"))
    }

    @Test func `each section has its heading, a link to it, and one h1 above`() async throws {
        let page = try await Reported().page()
        let ids = [
            "summary", "money", "changes", "savings", "findings", "coverage", "trends", "reconciliation",
        ]

        for id in ids {
            #expect(
                page.contains("<section id=\"\(id)\" aria-labelledby=\"\(id)-title\"><h2 id=\"\(id)-title\">")
            )
            #expect(page.contains("<li><a href=\"#\(id)\">"))
        }
        #expect(page.components(separatedBy: "<h1>").count == 2)
        #expect(page.components(separatedBy: "<main").count == 2)
    }

    @Test func `nothing is loaded, and only the page's own script and style may run`() async throws {
        let page = try await Reported().page()

        #expect(!page.contains(" src="))
        #expect(!page.contains("<link"))
        #expect(!page.contains("http:") && !page.contains("https:"))
        #expect(!page.contains("@import") && !page.contains("url("))
        #expect(!page.contains(" style=") && !page.contains(" onclick="))
        let hash = Base64.text(of: SHA256.hash(of: ReportScript.text.utf8.span).bytes.span)
        #expect(page.contains("script-src &#39;sha256-\(hash)&#39;"))
        #expect(page.contains("<script>\(ReportScript.text)</script>"))
        #expect(page.contains("default-src &#39;none&#39;"))
    }

    @Test func `a first night with nothing says so, and shows no zero for what is not known`() async throws {
        let report = try Reported()

        #expect(try await report.section("changes").contains("First night: nothing to compare with yet"))
        #expect(try await report.section("trends").contains("First night: nothing to compare with yet"))
        #expect(try await report.section("money").contains("No bill was asked for"))
        #expect(try await report.section("findings").contains("Nothing was found where it was looked"))
        let summary = try await report.section("summary")
        #expect(summary.contains("No bill was read"))
        #expect(summary.contains("none found") && !summary.contains("they are not added up"))
        #expect(!summary.contains("$0.00"))
    }

    @Test func `what could not be looked at is told with its reason beside what was found`() async throws {
        let report = try Reported()
        try report.add(cell: "tables", account: "1", region: "eu-west-1", "complete")
        try report.add(cell: "tables", account: "2", region: "eu-west-1", "denied-by-iam", "no role <b>")
        try report.add(cell: "tables", account: "1", region: "af-south-1", "region-off", "it is off")

        let page = try await report.page()

        #expect(page.contains("1 of 2 pieces of work were looked at (50.0%); 1 could not be"))
        #expect(page.contains("complete with gaps"))
        let findings = try await report.section("findings")
        #expect(findings.contains("dynamodb tables, denied-by-iam: <q>no role &lt;b&gt;</q>"))
        let coverage = try await report.section("coverage")
        #expect(coverage.contains("<td class=\"lost\">0/1</td>"))
        #expect(coverage.contains("Switched off in every account, and in no column: af-south-1."))
    }

    @Test func `the bill's gap is told instead of a sum`() async throws {
        let report = try Reported()
        try report.database.execute(
            """
            INSERT INTO cell (run, stage, service, step, account, region, scope, state, reason)
            VALUES (2, 'collect', 'bill', 'month', '', '', '', 'denied-by-iam', 'the bucket is closed')
            """)

        let money = try await report.section("money")

        #expect(money.contains("<q>the bucket is closed</q>"))
        #expect(!money.contains("$"))
    }

    @Test func `an event tells its fields and its cost, and a stale resource is not called deleted`()
        async throws
    {
        let report = try Reported()
        try report.addPrevious()
        try report.add(
            event: "modified", name: "orders", fields: #"{"class": ["STANDARD", null]}"#,
            before: 20_000_000_000, after: 5_000_000_000)
        try report.add(event: "stale", name: "carts")

        let changes = try await report.section("changes")

        #expect(changes.contains("class: <del>STANDARD</del> <span class=\"to\">→</span> <ins>nothing</ins>"))
        #expect(changes.contains("title=\"USD -1.50\">−$1.50</data>"))
        #expect(changes.contains("stale: not looked at"))
        #expect(!changes.contains("deleted"))
    }

    @Test func `a cost that is not known is not zero, unless the resource was not there`() async throws {
        let report = try Reported()
        try report.addPrevious()
        try report.add(event: "modified", name: "orders", after: 50_000_000_000)
        try report.add(event: "modified", name: "carts", before: 10_000_000_000, after: 20_000_000_000)
        try report.add(event: "created", name: "stock", after: 70_000_000_000)

        let changes = try await report.section("changes")

        #expect(changes.contains("+$1.00</data> <small>of the 1 known</small>"))
        #expect(changes.contains("+$7.00</data></td>"))
        #expect(!changes.contains("$5.00"))
        #expect(changes.contains("not known"))
    }

    @Test func `a second night that was not compared does not claim that nothing changed`() async throws {
        let report = try Reported()
        try report.addPrevious()

        #expect(try await report.section("changes").contains("This run was not compared with run 1"))
        try report.add(trend: "spend", "AmazonS3", 1, run: 2)
        #expect(try await report.section("changes").contains("Nothing changed since run 1"))
    }

    @Test func `trends are drawn over the last ninety runs`() async throws {
        let report = try Reported()
        for night in 1...120 {
            let id = 2 - night
            try report.add(run: id, asOf: report.run.asOf.adding(days: -night))
            try report.add(trend: "findings", "high", Int64(night), run: id)
        }
        try report.add(trend: "findings", "high", 100, run: 2)
        try report.add(trend: "cells", "covered", 98, run: 2)
        try report.add(trend: "cells", "gap", 2, run: 2)
        try report.add(trend: "cells", "closed", 40, run: 2)

        let trends = try await report.section("trends")

        #expect(trends.contains("The last 90 runs"))
        #expect(
            trends.contains("Findings: from 89 on 2026-08-24 to 100 on 2026-11-21; lowest 1, highest 100"))
        #expect(trends.contains("<strong>98.0%</strong>"))
        #expect(trends.components(separatedBy: "<polyline").count == 2)
    }

    @Test func `a map of many accounts keeps those with gaps and adds up the others`() async throws {
        let report = try Reported()
        for number in 1000..<1100 {
            try report.add(cell: "tables", account: "\(number)", region: "eu-west-1", "empty")
        }
        try report.add(cell: "backups", account: "1099", region: "eu-west-1", "failed", "no answer")

        let coverage = try await report.section("coverage")

        #expect(coverage.contains("<em>40 other accounts</em></th><td class=\"full\">40</td>"))
        let first = try #require(coverage.range(of: "<tbody>\n<tr><th scope=\"row\">1099</th>"))
        #expect(coverage[first.upperBound...].hasPrefix("<td class=\"some\">1/2</td>"))
    }
}
