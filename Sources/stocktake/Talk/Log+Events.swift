import Formats
import Pipeline

extension Log {
    /// Whether an event makes a line; the others only move the progress line.
    ///
    /// For people the summary tells the gaps, those of one kind together; only a program wants a line for each.
    func hasWords(for event: Event) -> Bool {
        switch event {
        case .cellEnded(_, let state, _, _): state.isGap && !state.isByDesign && (format == .json || isQuiet)
        case .stageBegan(_, let cells): cells > 0
        case .cellsFound, .pageLanded, .stageEnded: false
        case .runBegan, .runResumed, .cellRetried, .runEnded: true
        }
    }

    /// Tells what the engine reports.
    func tell(_ event: Event) {
        switch event {
        case .runBegan(let run):
            line(.info, "run \(run.id) begins, as of \(run.asOf)", "run-began", facts(run))
        case .runResumed(let run, let pipelineChanged):
            line(.info, "run \(run.id) goes on, as of \(run.asOf)", "run-resumed", facts(run))
            if pipelineChanged { warnOfChange(run) }
        case .stageBegan(let stage, let cells):
            line(
                .info, "\(stage.rawValue): \(cells) \(cells == 1 ? "cell" : "cells") to run", "stage-began",
                [JSON.Member("stage", stage.rawValue), JSON.Member("cells", cells)])
        case .cellEnded(let cell, let state, _, let reason):
            let reason = reason ?? ""
            line(
                .warning, "gap: \(cell): \(state.rawValue): \(reason)", "gap",
                facts(cell) + [JSON.Member("state", state.rawValue), JSON.Member("reason", reason)])
        case .cellRetried(let cell, let gap, let attempt):
            line(
                .info, "again: \(cell): \(gap.reason)", "retry",
                facts(cell) + [
                    JSON.Member("attempt", attempt), JSON.Member("reason", gap.reason),
                ])
        case .runEnded(let run, let state):
            line(
                .info, "run \(run.id) is \(state.words)", "run-ended",
                facts(run) + [JSON.Member("state", state.rawValue)])
        case .cellsFound, .pageLanded, .stageEnded:
            break
        }
    }

    func tellOfStop() {
        line(.warning, "stopping: what is committed stays, run again to resume", "stopping")
    }

    /// Somebody who watches was not reached.
    ///
    /// The address is a secret, and so is what libcurl says of it.
    func tellOfPing(to address: PingAddress, _ failure: String) {
        line(
            .warning, "the ping to \(address) has failed: \(failure)", "ping-failed",
            [JSON.Member("to", address.description), JSON.Member("reason", failure)])
    }

    /// Something after the run did not work: the run is whole all the same.
    func tellOfUpkeep(_ what: String, _ hint: String) {
        line(
            .warning, "\(what)\n  hint: \(hint)", "upkeep-failed",
            [JSON.Member("what", what), JSON.Member("hint", hint)])
    }

    private func warnOfChange(_ run: Run) {
        line(
            .warning,
            "the pipeline file has changed since run \(run.id) began: what it has planned stays planned; "
                + "--fresh begins anew",
            "pipeline-changed", facts(run))
    }

    private func facts(_ run: Run) -> [JSON.Member] {
        [JSON.Member("run", run.id), JSON.Member("as_of", run.asOf.description)]
    }

    private func facts(_ cell: Cell) -> [JSON.Member] {
        [
            JSON.Member("stage", cell.stage.rawValue), JSON.Member("service", cell.service),
            JSON.Member("step", cell.step), JSON.Member("account", cell.account),
            JSON.Member("region", cell.region), JSON.Member("scope", cell.scope),
        ]
    }
}

extension RunState {
    /// As reports and logs say it.
    var words: String {
        switch self {
        case .running: "open: run again to go on with it"
        case .complete: "complete"
        case .partial: "complete with gaps"
        case .interrupted: "interrupted: run again to resume"
        case .failed: "stopped by a failure: mend it and run again to resume"
        }
    }
}
