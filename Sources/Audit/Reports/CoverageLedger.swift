import Pipeline
import SQLite

/// `coverage.csv`: the ledger of a run, what was looked at, and what was not and why.
enum CoverageLedger {
    static let report = TableReport(
        "coverage", "What was looked at, and what was not and why.",
        columns: [
            .word("stage"), .word("service"), .word("step"), .text("account"), .word("region"),
            .text("scope"),
            .word("state"), .text("reason"), .count("rows"), .instant("as_of"),
        ],
        key: ["stage", "service", "step", "account", "region", "scope"]
    ) { run in
        // The stage that writes has not ended yet, and so it is not told. A query a stage, because the index that
        // keeps cells unique gives this order without sorting, however many they are.
        StageName.allCases.filter { $0 < .report }.map { stage in
            """
            SELECT stage, service, step, account, region, scope, state, reason, rows, as_of FROM cell
            WHERE run = \(run.id) AND stage = \(stage.rawValue) ORDER BY service, step, account, region, scope
            """
        }
    }
}
