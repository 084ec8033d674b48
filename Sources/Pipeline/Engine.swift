import SQLite

/// Runs the cells of stages: what to run next, how many at a time, and what to record.
///
/// Work is a table. A cell runs as a sequence of pages, and a page is one transaction: its rows, the cells
/// that it found, and the cell's cursor or final state. So a process that is killed at any instant leaves a
/// database from which the next one goes on.
package struct Engine: Sendable {
    package struct Settings: Sendable {
        /// How many cells are in flight at a time.
        package var width = 64
        /// How often a cell is tried whose failure may pass.
        package var attempts = 3
        /// The wait before the second try; it doubles for each one after that.
        package var retryDelay: Duration = .seconds(1)

        package init() {}
    }

    let store: Store
    let stages: [Stage]
    let settings: Settings
    let stop: StopSwitch
    let report: @Sendable (Event) -> Void

    package init(
        store: Store, stages: [Stage], settings: Settings = Settings(), stop: StopSwitch = StopSwitch(),
        report: @escaping @Sendable (Event) -> Void = { _ in }
    ) {
        self.store = store
        self.stages = stages
        self.settings = settings
        self.stop = stop
        self.report = report
    }

    /// Runs stages of a run, each once the one before has no cells left to run.
    ///
    /// Throws `Interrupted` when asked to stop, and something else when it cannot go on.
    func run(_ run: Run, only names: Set<StageName>, of service: String?) async throws {
        for stage in stages where names.contains(stage.name) {
            try await plan(stage, of: run)
            let left = try await store.read { try $0.cells(of: stage.name, run, in: .pending) }
            report(.stageBegan(stage.name, cells: left))
            try await StageRunner(engine: self, stage: stage, run: run, service: service).work()
            report(.stageEnded(stage.name))
        }
    }

    private func plan(_ stage: Stage, of run: Run) async throws {
        var isPlanned = try await store.read { try Ledger(database: $0).isPlanned(stage.name, of: run) }
        while !isPlanned {
            guard !stop.isOn, !Task.isCancelled else { throw Interrupted() }
            try await store.write { database in
                let ledger = Ledger(database: database)
                let cursor = try ledger.planCursor(of: stage.name, run)
                let plan = try stage.plan(database, cursor)
                guard plan.next == nil || plan.next != cursor else {
                    throw Problem(
                        "planning \(stage.name.rawValue) does not advance",
                        hint: "this is a bug: please report it",
                        exit: .ourMistake)
                }
                try ledger.add(plan, of: stage.name, to: run)
            }
            report(.pageLanded)
            isPlanned = try await store.read { try Ledger(database: $0).isPlanned(stage.name, of: run) }
        }
    }
}

/// The run was asked to stop.
///
/// What is committed stays, and the next run goes on from there.
package struct Interrupted: Error, Equatable {
    package init() {}
}
