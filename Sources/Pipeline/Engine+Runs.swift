import Formats
import SQLite

extension Engine {
    /// What a caller wants of a run.
    package struct Order: Sendable {
        package enum Start: Sendable {
            /// Goes on with the open run; begins one where none is open.
            case resume
            /// Leaves an open run as it is, and begins another.
            case afresh
        }

        package var start = Start.resume
        /// The stages to run; all of them make a night.
        package var stages = Set(StageName.allCases)
        /// The service whose cells are run; nil runs all.
        ///
        /// What is left over waits for the next call, and so the run stays open.
        package var service: String?
        /// The instant that a new run speaks of.
        package var asOf: Timestamp
        /// Whether somebody chose that instant: then a run of another one cannot be resumed for it.
        package var isAsOfChosen = false
        /// A fingerprint of the pipeline file: a resumed run says when it has changed.
        package var pipeline: String
        package var version: String

        package init(asOf: Timestamp, pipeline: String, version: String) {
            self.asOf = asOf
            self.pipeline = pipeline
            self.version = version
        }
    }

    /// Resumes or begins a run, runs the stages asked for, and says how the run stands.
    ///
    /// Throws `Interrupted` when asked to stop, and a `Problem` when it cannot go on; either way everything
    /// committed stays, and the next call goes on from there.
    package func carryOut(_ order: Order) async throws -> RunState {
        do {
            return try await attempt(order)
        } catch let error as SQLiteError {
            throw Problem(error, database: store.path)
        } catch let failure as FileFailure {
            throw Problem(failure)
        }
    }

    private func attempt(_ order: Order) async throws -> RunState {
        let run = try await start(order)
        do {
            try await self.run(run, only: order.stages, of: order.service)
            return try await end(run)
        } catch let interruption as Interrupted {
            try await set(.interrupted, of: run)
            throw interruption
        } catch {
            // The first error is the one to tell; a disk that is full refuses this as well.
            try? await set(.failed, of: run, because: Self.reason(of: error))
            throw error
        }
    }

    /// The run to work on.
    ///
    /// What is out of order is refused before anything is changed.
    private func start(_ order: Order) async throws -> Run {
        let beginsAtTheBeginning = order.stages.contains(.discover)
        guard beginsAtTheBeginning || order.start == .resume else {
            throw Problem(
                "a new run begins with discover", hint: "leave --fresh out, or run all stages", exit: .usage)
        }
        let latest = try await store.read { try $0.runs(limit: 1).first }
        guard let latest, order.start == .resume, latest.state.isOpen || !beginsAtTheBeginning else {
            guard beginsAtTheBeginning else { throw Self.nothingToGoOnWith(order) }
            return try await begin(order)
        }
        if order.isAsOfChosen, order.asOf != latest.run.asOf {
            throw Problem(
                "run \(latest.run.id) speaks of \(latest.run.asOf), not of \(order.asOf)",
                hint: "leave --as-of out to go on with it"
                    + (beginsAtTheBeginning ? ", or add --fresh to begin another" : ""),
                exit: .usage)
        }
        let asked = stages.map(\.name).filter(order.stages.contains)
        try await store.write { database in
            try Self.prepare(latest, to: asked, in: Ledger(database: database))
        }
        report(.runResumed(latest.run, pipelineChanged: latest.pipeline != order.pipeline))
        return latest.run
    }

    private static func nothingToGoOnWith(_ order: Order) -> Problem {
        let stage = order.stages.min() ?? .discover
        return Problem(
            "there is no run whose \(stage.rawValue) could be run",
            hint: "begin one with `stocktake discover` or `stocktake run`", exit: .usage)
    }

    /// Opens a run to run stages of it, in the transaction of the caller.
    private static func prepare(_ entry: RunEntry, to stages: [StageName], in ledger: Ledger) throws {
        let run = entry.run
        if let first = stages.first {
            for stage in StageName.allCases where stage < first {
                guard try !ledger.hasEnded(stage, of: run) else { continue }
                throw Problem(
                    "\(first.rawValue) cannot start: \(stage.rawValue) of run \(run.id) has not ended",
                    hint: "run `stocktake \(stage.rawValue)` first, or `stocktake run` for all stages",
                    exit: .runAgain)
            }
        }
        if !entry.state.isOpen { try refuseCollectingAgain(stages, run) }
        // What only reads the collection can be run again, on an open run when it is asked for alone.
        for stage in stages where stage >= .analyse && (!entry.state.isOpen || stages.count == 1) {
            if try ledger.hasEnded(stage, of: run) { try ledger.reset(stage, of: run) }
        }
        try ledger.set(.running, of: run)
    }

    /// The last stages of an ended run can be run again, because they only read what it collected.
    private static func refuseCollectingAgain(_ stages: [StageName], _ run: Run) throws(Problem) {
        guard let stage = stages.first(where: { $0 < .analyse }) else { return }
        throw Problem(
            "\(stage.rawValue) has nothing to go on with: run \(run.id) has ended",
            hint: "begin the next run with `stocktake discover` or `stocktake run`", exit: .usage)
    }

    private func begin(_ order: Order) async throws -> Run {
        let run = try await store.write { database in
            try Ledger(database: database).begin(
                asOf: order.asOf, pipeline: order.pipeline, version: order.version)
        }
        report(.runBegan(run))
        return run
    }

    /// Ends a run whose stages have all ended; one that waits for its next stage stays open.
    private func end(_ run: Run) async throws -> RunState {
        let stages = stages
        let state = try await store.write { database in
            let ledger = Ledger(database: database)
            for stage in stages where try !ledger.hasEnded(stage.name, of: run) { return RunState.running }
            let state = try ledger.outcome(of: run)
            try ledger.set(state, of: run)
            return state
        }
        report(.runEnded(run, state))
        return state
    }

    private func set(_ state: RunState, of run: Run, because reason: String? = nil) async throws {
        try await store.write { try Ledger(database: $0).set(state, of: run, because: reason) }
    }

    private static func reason(of error: any Error) -> String {
        switch error {
        case let problem as Problem: problem.what
        case let error as any CustomStringConvertible: error.description
        default: "\(type(of: error))"
        }
    }
}
