import Audit
import Formats
import Pipeline
import SQLite

/// How the newest run of an estate stands, in words and as JSON.
struct RunSummary {
    private let pipeline: PipelineFile
    private let entry: RunEntry?
    private let counts: [CoverageCount]
    private let gaps: [CoverageGap]
    private let things: [Inventory.Count]
    private let findings: [FindingCount]
    private let holder: String?

    private static let shownGaps = 10

    init(of pipeline: PipelineFile, in database: Database, holder: String?) throws {
        self.pipeline = pipeline
        let entry = try database.runs(limit: 1).first
        self.entry = entry
        counts = try entry.map { try database.coverage(of: $0.run) } ?? []
        gaps = try entry.map { try database.gaps(of: $0.run, limit: Self.shownGaps) } ?? []
        things = try entry.map { try Inventory.counts(of: $0.run, in: database) } ?? []
        findings = try entry.map { try database.findings(of: $0.run) } ?? []
        self.holder = holder
    }

    /// The state, where a run that nobody works on and that has not ended was killed or waits for a stage.
    var words: String {
        guard let entry else { return "has not run yet" }
        return entry.state == .running && holder != nil ? "running" : entry.state.words
    }

    var text: String {
        guard let entry else { return "\(pipeline.estate) \(words)" }
        var lines = ["run \(entry.run.id) of \(pipeline.estate) is \(words)", "as of \(entry.run.asOf)"]
        if let holder { lines.append("held by \(holder)") }
        if let reason = entry.reason { lines.append("because \(reason)") }
        if !things.isEmpty { lines += [""] + things.map { "\($0.count) \($0.name)" } }
        lines += ["", table]
        lines += findingLines
        lines += gapLines
        lines += ["", "reports: \(pipeline.reports)/\(entry.run.id)"]
        return lines.joined(separator: "\n")
    }

    private var table: String {
        var table = Table(
            ["stage", "cells", "left", "complete", "empty", "gaps", "off or closed"],
            numbers: [1, 2, 3, 4, 5, 6])
        for stage in StageName.allCases {
            let all = counts.filter { $0.stage == stage }
            func sum(_ states: (CellState) -> Bool) -> String {
                String(all.filter { states($0.state) }.reduce(0) { $0 + $1.cells })
            }
            table.add([
                stage.rawValue, sum { _ in true }, sum { $0 == .pending }, sum { $0 == .complete },
                sum { $0 == .empty }, sum { $0.isGap && !$0.isByDesign }, sum(\.isByDesign),
            ])
        }
        return table.text
    }

    /// What was found, kind by kind; savings of one table may exclude each other, and so they are not added up.
    private var findingLines: [String] {
        guard !findings.isEmpty else { return [] }
        var table = Table(["found", "", "times", "USD a month"], numbers: [2, 3])
        for found in findings {
            table.add([
                found.code, found.what, String(found.count), found.saving.map { "\($0.rounded)" } ?? "",
            ])
        }
        return ["", table.text]
    }

    private var gapLines: [String] {
        guard !gaps.isEmpty else { return [] }
        let total = counts.filter { $0.state.isGap && !$0.state.isByDesign }.reduce(0) { $0 + $1.cells }
        var lines = ["", "gaps:"]
        lines += gaps.map { gap in
            let others = gap.cells > 1 ? ", and \(gap.cells - 1) more of them" : ""
            return "  \(gap.cell)\(others): \(gap.state.rawValue): \(gap.reason)"
        }
        let told = gaps.reduce(0) { $0 + $1.cells }
        if total > told { lines.append("  and \(total - told) more: see coverage.csv") }
        return lines
    }

    var json: JSON {
        var members: [JSON.Member] = [JSON.Member("estate", pipeline.estate)]
        guard let entry else { return .object(members + [JSON.Member("run", .null)]) }
        members += [
            JSON.Member("run", entry.run.id),
            JSON.Member("as_of", entry.run.asOf.description),
            JSON.Member("state", entry.state.rawValue),
            JSON.Member("held_by", holder),
            JSON.Member("reason", entry.reason),
            JSON.Member("reports", "\(pipeline.reports)/\(entry.run.id)"),
            JSON.Member("cells", .array(counts.map(Self.json))),
        ]
        return .object(members)
    }

    private static func json(_ count: CoverageCount) -> JSON {
        .object([
            JSON.Member("stage", count.stage.rawValue), JSON.Member("state", count.state.rawValue),
            JSON.Member("cells", count.cells),
        ])
    }
}
