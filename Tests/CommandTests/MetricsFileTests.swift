import Foundation
import Formats
import Support
import Testing

@testable import stocktake

/// What Prometheus is told, read back as its textfile collector reads it.
struct MetricsFileTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(in: folder.path)
    }

    /// The samples of a file by name and labels; nil where a line is not of the format.
    private func samples(_ name: String = "m.prom") throws -> [String: Double]? {
        let text = try String(contentsOfFile: folder.file(name), encoding: .utf8)
        guard text.hasSuffix("\n") else { return nil }
        var samples: [String: Double] = [:]
        var types: Set<Substring> = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# TYPE ") { types.insert(line.split(separator: " ")[2]) }
            if line.hasPrefix("#") { continue }
            let parts = line.firstMatch(of: /^([a-z_:]+)\{((?:[a-z_]+="[^"\\]*",?)*)\} (-?[0-9.e+-]+)$/)
            guard let parts, let value = Double(parts.3), types.contains(parts.1) else { return nil }
            guard samples.updateValue(value, forKey: "\(parts.1){\(parts.2)}") == nil else { return nil }
        }
        return samples
    }

    private func demo(_ words: String...) throws -> Program.Outcome {
        try program.start(
            ["demo", "--accounts", "6", "--directory", "here", "--log", "human", "--metrics", "m.prom"]
                + words
        ).wait()
    }

    @Test func `the metrics of a night say what its tables say`() throws {
        let run = try demo()
        let samples = try #require(try samples())

        #expect(samples["stocktake_exit_code{estate=\"demo\"}"] == Double(run.code))
        let time = Date().timeIntervalSince1970
        for name in ["last_success", "last_run"] {
            let value = samples["stocktake_\(name)_timestamp_seconds{estate=\"demo\"}"] ?? 0
            #expect(abs(value - time) < 60)
        }
        for stage in ["discover", "collect", "enrich", "analyse", "report"] {
            #expect(samples["stocktake_run_duration_seconds{estate=\"demo\",stage=\"\(stage)\"}"] ?? -1 >= 0)
        }
        #expect(samples["stocktake_cells{estate=\"demo\",state=\"complete\"}"] ?? 0 > 100)
        #expect(samples["stocktake_cells{estate=\"demo\",state=\"pending\"}"] == 0)
        let coverage = samples["stocktake_coverage_ratio{estate=\"demo\"}"] ?? 0
        #expect(coverage > 0.5 && coverage <= 1)
        #expect(
            samples.keys.contains { $0.contains("api_calls_total") && $0.contains("outcome=\"success\"") })
        #expect(samples["stocktake_throttles_total{estate=\"demo\"}"] == 0)
        #expect(samples["stocktake_audit_cost_usd{estate=\"demo\"}"] ?? 0 > 0)
        #expect(samples["stocktake_db_bytes{estate=\"demo\"}"] ?? 0 > 100_000)
        let severities = samples.filter { $0.key.hasPrefix("stocktake_findings") }
        #expect(severities.count == 5 && severities.values.reduce(0, +) > 0)
    }

    @Test func `a call that fails keeps when the last night ended`() throws {
        #expect(try [0, 3].contains(demo().code))
        let success = try samples()?["stocktake_last_success_timestamp_seconds{estate=\"demo\"}"]
        let damage = folder.file("here/demo.db")
        try Data("no database any more".utf8).write(to: URL(fileURLWithPath: damage))

        #expect(try demo().code == 65)

        let samples = try #require(try samples())
        #expect(success != nil)
        #expect(samples["stocktake_last_success_timestamp_seconds{estate=\"demo\"}"] == success)
        #expect(samples["stocktake_exit_code{estate=\"demo\"}"] == 65)
        #expect(samples["stocktake_cells{estate=\"demo\",state=\"complete\"}"] == nil, "nothing is known")
    }

    @Test func `metrics that cannot be written are a warning`() throws {
        let run = try demo("--metrics", "/proc/nowhere/m.prom")

        #expect(run.code == 0 || run.code == 3)
        #expect(run.errors.contains("the metrics were not written: cannot create /proc/nowhere/m.prom"))
    }

    @Test func `a finding as severe as asked for ends the call with 1, before gaps do`() throws {
        let run = try demo()

        #expect(run.code != 1)
        let any = try demo("--fail-on", "info")
        #expect(any.code == 1)
        #expect(try samples()?["stocktake_exit_code{estate=\"demo\"}"] == 1)

        // Images that run have critical holes; tables have none.
        let tables = "estate: demo\nservices: { dynamodb: {} }\naws: { simulation: { accounts: 6 } }\n"
        try tables.write(toFile: folder.file("tables.yaml"), atomically: true, encoding: .utf8)
        let words = ["run", "tables.yaml", "--log", "human", "--metrics", "m.prom"]
        let tablesOnly = try program.start(words).wait()
        let none = try program.start(words + ["--fail-on", "critical"]).wait()
        #expect(none.code == tablesOnly.code)
        #expect(try program.run("demo", "--fail-on", "hihg").errors.contains("did you mean 'high'?"))
    }
}
