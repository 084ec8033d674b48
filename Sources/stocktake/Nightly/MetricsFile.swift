import Audit
import Formats
import Pipeline

/// What node_exporter's textfile collector reads: one file, replaced whole at the end of every call.
///
/// Without timestamps, which it would drop; the file's own time is exported as node_textfile_mtime_seconds.
struct MetricsFile {
    private let estate: String
    private var text = ""

    /// What is told of a night: `success` is when one last ended, of which an earlier file may have to tell.
    init(estate: String, _ notes: NightRecord.Notes, exit: ExitCode, now: Timestamp, success: Timestamp?) {
        self.estate = estate
        let hasEnded = exit.hasEnded && notes.facts?.isOpen == false
        let success = hasEnded ? now : success
        if let success {
            add(
                "last_success_timestamp_seconds", "When a run last ended, with gaps or without.",
                success.seconds)
        }
        add("last_run_timestamp_seconds", "When Stocktake last ended, however it did.", now.seconds)
        add("exit_code", "How it ended.", exit.rawValue)
        addDurations(notes.durations)
        if let facts = notes.facts { addWork(facts) }
        if let facts = notes.facts { addMoney(facts) }
    }

    var bytes: [UInt8] { Array(text.utf8) }

    private mutating func addDurations(_ durations: [StageName: Duration]) {
        let samples = StageName.allCases.compactMap { stage in
            durations[stage].map { ([("stage", stage.rawValue)], "\($0 / .seconds(1))") }
        }
        addEach("run_duration_seconds", "How long each stage took in this call.", samples)
    }

    private mutating func addWork(_ facts: NightFacts) {
        add("run", "The number of the newest run.", facts.run.id)
        addEach(
            "cells", "The pieces of work of the newest run, by how they ended.",
            CellState.allCases.map { ([("state", $0.rawValue)], "\(facts.cells[$0, default: 0])") })
        add("coverage_ratio", "How much was looked at of what was meant to be.", facts.coverage)
        addEach(
            "api_calls_total", "How often services were asked in the newest run.",
            facts.calls.map { ([("service", $0.service), ("outcome", $0.outcome)], "\($0.calls)") },
            type: "counter")
        let throttles = facts.calls.filter { $0.outcome == "throttled" }.reduce(0) { $0 + $1.calls }
        addEach(
            "throttles_total", "How often they said to slow down.", [([], "\(throttles)")], type: "counter")
        add("db_bytes", "The size of the database.", facts.databaseBytes)
    }

    /// What is not known is left out: zero would be a claim.
    private mutating func addMoney(_ facts: NightFacts) {
        // A run that has not come to an end of its analysis has found what it has, and nobody knows what else.
        if facts.saving != nil {
            addEach(
                "findings", "What the newest run found.",
                Finding.Severity.allCases.map {
                    ([("severity", $0.rawValue)], "\(facts.findings[$0, default: 0])")
                })
        }
        let amounts = [
            ("audit_cost_usd", "What asking for metrics was reckoned to cost.", facts.auditCost),
            ("monthly_saving_usd", "What could be saved a month.", facts.saving),
            (
                "reconciliation_delta_usd", "How much more the bill says than was reckoned.",
                facts.reconciliation
            ),
        ]
        for case (let name, let help, let amount?) in amounts { add(name, help, amount) }
    }

    private mutating func add(_ name: String, _ help: String, _ value: some CustomStringConvertible) {
        addEach(name, help, [([], value.description)])
    }

    private mutating func addEach(
        _ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: String)],
        type: String = "gauge"
    ) {
        guard !samples.isEmpty else { return }
        let name = "stocktake_" + name
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        for sample in samples {
            let labels = ([("estate", estate)] + sample.labels).map { "\($0.0)=\"\($0.1)\"" }
            text += "\(name){\(labels.joined(separator: ","))} \(sample.value)\n"
        }
    }
}

extension MetricsFile {
    /// When a run last ended, as an earlier file of the same estate has it.
    static func lastSuccess(in text: String, of estate: String) -> Timestamp? {
        let start = "stocktake_last_success_timestamp_seconds{estate=\"\(estate)\"} "
        let line = text.split(separator: "\n").first { $0.hasPrefix(start) }
        return line.flatMap { Int64($0.dropFirst(start.count)) }.map { Timestamp(seconds: $0) }
    }
}

extension ExitCode {
    /// Whether the run came to its end: what it found, and what it could not see, is told elsewhere.
    var hasEnded: Bool { self == .complete || self == .completeWithGaps || self == .findings }
}
