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
        /// The instant that a new run speaks of.
        package var asOf: Timestamp
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
            try await self.run(run, only: order.stages)
            return try await end(run)
        } catch let interruption as Interrupted {
            report(.stopping)
            try await set(.interrupted, of: run)
            throw interruption
        } catch {
            // The first error is the one to tell; a disk that is full refuses this as well.
            try? await set(.failed, of: run, because: Self.reason(of: error))
            throw error
        }
    }

    private func start(_ order: Order) async throws -> Run {
        guard let latest = try await store.read({ try Ledger(database: $0).latestRun() }) else {
            return try await begin(order)
        }
        if latest.state.isOpen, order.start == .resume {
            try await set(.running, of: latest.run)
            report(.runResumed(latest.run, pipelineChanged: latest.pipeline != order.pipeline))
            return latest.run
        }
        if order.stages.contains(.discover) { return try await begin(order) }
        return try await startAgain(latest.run, order.stages)
    }

    private func begin(_ order: Order) async throws -> Run {
        let run = try await store.write { database in
            try Ledger(database: database).begin(
                asOf: order.asOf, pipeline: order.pipeline, version: order.version)
        }
        report(.runBegan(run))
        return run
    }

    /// Runs the last stages of an ended run again: they only read what the run collected.
    private func startAgain(_ run: Run, _ stages: Set<StageName>) async throws -> Run {
        if let first = stages.first(where: { $0 < .analyse }) {
            throw Problem(
                "\(first.rawValue) has nothing to go on with: run \(run.id) has ended",
                hint: "begin the next run with `stocktake discover` or `stocktake run`", exit: .usage)
        }
        try await store.write { database in
            for stage in stages { try Ledger(database: database).reset(stage, of: run) }
        }
        report(.runResumed(run, pipelineChanged: false))
        return run
    }

    /// Ends a run whose stages have all ended; one that waits for its next stage stays open.
    private func end(_ run: Run) async throws -> RunState {
        let stages = stages
        let state = try await store.write { database in
            let ledger = Ledger(database: database)
            for stage in stages where try !ledger.isPlanned(stage.name, of: run) { return RunState.running }
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
