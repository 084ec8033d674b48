import Audit
import Formats
import Glibc
import Pipeline
import SQLite

/// How the newest run stands, as metrics and pings tell it.
struct NightFacts: Sendable {
    var run: Run
    /// Whether it waits for another stage, or to be resumed.
    var isOpen: Bool
    var cells: [CellState: Int]
    var calls: [CallTotal]
    /// What asking for metrics was reckoned to cost.
    var auditCost: Money?
    var findings: [Finding.Severity: Int]
    /// What could be saved a month, exclusive savings counted once; nil where nobody has reckoned it.
    var saving: Money?
    /// How much more the bill says than what the audited things were reckoned to cost; nil where no bill was read.
    var reconciliation: Money?
    var databaseBytes: Int
    /// The words that end a run on a terminal.
    var summary: String

    /// Nil before the first run.
    init?(of pipeline: PipelineFile, in database: Database) throws {
        guard let entry = try database.runs(limit: 1).first else { return nil }
        run = entry.run
        isOpen = entry.state.isOpen
        cells = [:]
        for count in try database.coverage(of: run) { cells[count.state, default: 0] += count.cells }
        calls = try database.calls(of: run)
        auditCost = try database.metricsCost(of: run)
        findings = try database.severities(of: run)
        saving = try database.saving(of: run)
        reconciliation = try database.reconciliation(of: run)
        databaseBytes = Self.bytes(of: pipeline.home.databasePath)
        summary = try RunSummary(of: pipeline, in: database, holder: nil).text
    }

    /// Of what was meant to be looked at, how much was; all of nothing is all.
    var coverage: Double {
        let meant = cells.filter { !$0.key.isByDesign }
        let all = meant.values.reduce(0, +)
        let seen = meant.filter(\.key.isCovered).values.reduce(0, +)
        return all == 0 ? 1 : Double(seen) / Double(all)
    }

    func has(findingsFrom severity: Finding.Severity) -> Bool {
        findings.contains { $0.key >= severity && $0.value > 0 }
    }

    /// The file and its log.
    private static func bytes(of path: String) -> Int {
        [path, path + "-wal"].reduce(0) { sum, path in
            var status = stat()
            return sum + (stat(path, &status) == 0 ? Int(status.st_size) : 0)
        }
    }
}
