import Foundation
import SQLite
import Simulator
import Support
import Testing

@testable import Audit

/// What is found on the demo's organisation, to the last digit.
struct GoldenFindingTests {
    /// `STOCKTAKE_GOLDEN=write` writes the file anew, for a review of what has changed.
    @Test func `the findings of the demo are those that were reviewed`() async throws {
        var audited = try Audited()
        audited.settings = .init()
        audited.settings.accounts = 24
        audited.settings.regions = 3
        audited.settings.optInRegions = 0
        audited.settings.end = audited.now
        audited.scope.services = ["dynamodb"]
        audited.scope.metrics.days = 14
        audited.scope.metrics.period = 3600
        audited.scope.costs.source = .auto
        try await audited.run(on: audited.server())

        let found =
            try audited.texts(
                """
                SELECT code || ' ' || severity || ' ' || resource || ' ' || part || ' ' || coalesce(current_cost, '-') || ' '
                    || coalesce(projected_cost, '-') || ' ' || coalesce(saving, '-') || ' ' || confidence
                FROM finding WHERE severity <> 'info' ORDER BY code, resource, part
                """
            ).joined(separator: "\n") + "\n"
        let golden = Vectors.checkout.appendingPathComponent("Tests/AuditTests/findings.txt")
        if ProcessInfo.processInfo.environment["STOCKTAKE_GOLDEN"] == "write" {
            try found.write(to: golden, atomically: true, encoding: .utf8)
        }
        let reviewed = try String(contentsOf: golden, encoding: .utf8)

        // Line by line, so that a change shows what it changes.
        let (ours, theirs) = (found.split(separator: "\n"), reviewed.split(separator: "\n"))
        for (line, expected) in zip(ours, theirs) where line != expected {
            Issue.record("\(line)\ninstead of\n\(expected)")
            break
        }
        #expect(ours.count == theirs.count)
    }

    @Test func `every name that other tools have made familiar can be asked`() async throws {
        let audited = try Audited()
        try await audited.run()

        for name in [
            "table_metadata", "gsi_metadata", "metrics", "pricing_data", "capacity_mode_recommendations",
            "table_class_recommendations", "utilization_recommendations", "collection_state", "checkpoints",
            "aws_accounts", "cur_metadata", "cur_data",
        ] { _ = try audited.texts("SELECT * FROM \(name: name) LIMIT 1") }
        try #expect(audited.count("SELECT count(*) FROM table_metadata") > 0)
    }
}
