import SQLite

/// Runs the cells of one stage of one run.
struct StageRunner: Sendable {
    let engine: Engine
    let stage: Stage
    let run: Run

    /// Runs every pending cell, and those that they find.
    func work() async throws {
        // Once more when a cell that was written off behind the queue became work again.
        while try await hasPending {
            try await runQueue()
            if engine.stop.isOn { throw Interrupted() }
        }
    }

    private var hasPending: Bool {
        get async throws {
            let (run, stage) = (run, stage.name)
            return try await engine.store.read { try Ledger(database: $0).hasPending(run, stage) }
        }
    }

    /// Runs cells in the order in which they were found, a bounded number at a time.
    private func runQueue() async throws {
        var queue = PendingQueue(store: engine.store, run: run, stage: stage.name)
        try await withThrowingTaskGroup(of: Ended.self) { group in
            while true {
                while queue.inFlight < engine.settings.width, !engine.stop.isOn,
                    let entry = try await queue.next()
                {
                    group.addTask { try await self.run(entry) }
                }
                guard let ended = try await group.next() else { break }
                queue.hasEnded(foundMore: ended.found)
            }
        }
    }

    private struct Ended: Sendable {
        /// Whether it found cells, of which the queue has to learn.
        var found = false
    }

    /// Runs one cell to its end, or until the run is asked to stop.
    private func run(_ entry: Ledger.Entry) async throws -> Ended {
        var entry = entry
        var ended = Ended()
        var attempt = 1
        while !engine.stop.isOn {
            do {
                let landed = try await landPage(of: entry)
                ended.found = ended.found || landed.found > 0
                guard let next = landed.next else { break }
                entry.cursor = next
                attempt = 1
            } catch {
                let gap = try self.gap(for: error)
                guard gap.mayPass, attempt < engine.settings.attempts else {
                    try await giveUp(entry, because: gap)
                    break
                }
                engine.report(.cellRetried(entry.cell, gap, attempt: attempt))
                try await pause(before: attempt)
                attempt += 1
            }
        }
        return ended
    }

    /// Fetches a page and commits it with its cursor and the cells that it found.
    private func landPage(of entry: Ledger.Entry) async throws -> Landed {
        guard let step = stage.step(for: entry.cell) else {
            throw Gap.unsupported("this version has no step \(entry.cell.service) \(entry.cell.step)")
        }
        let page = try await step.page(of: entry.cell, at: entry.cursor, in: run)
        guard page.next == nil || page.next != entry.cursor else {
            throw Gap.failed("the listing does not advance: its next page is the one before")
        }
        let run = run
        let landed = try await engine.store.write { try Self.land(page, of: entry, run, in: $0) }
        if landed.found > 0 { engine.report(.cellsFound(landed.found)) }
        if let state = landed.ended { engine.report(.cellEnded(entry.cell, state, rows: landed.rows)) }
        return landed
    }

    private static func land(
        _ page: Page, of entry: Ledger.Entry, _ run: Run, in database: Database
    ) throws -> Landed {
        let ledger = Ledger(database: database)
        let rows = try page.write(database)
        var landed = Landed(next: page.next, rows: rows)
        landed.found = try ledger.add(page.found, to: run, foundBy: entry.id)
        if let next = page.next {
            try ledger.advance(entry.id, to: next, rows: rows)
        } else if let end = try ledger.finish(entry.id, of: run, rows: rows) {
            landed.ended = end.state
            landed.rows = end.rows
        }
        return landed
    }

    private struct Landed: Sendable {
        var next: Cursor?
        var rows: Int
        var found = 0
        /// How the cell ended, after its last page.
        var ended: CellState?
    }

    private func giveUp(_ entry: Ledger.Entry, because gap: Gap) async throws {
        let run = run
        try await engine.store.write { try Ledger(database: $0).giveUp(entry, of: run, because: gap) }
        engine.report(.cellEnded(entry.cell, gap.state, rows: 0))
    }

    /// What a failure means: a gap of this cell; or, thrown on, the end of the run.
    private func gap(for error: any Error) throws -> Gap {
        switch error {
        case let gap as Gap:
            return gap
        case is Problem, is FileFailure:
            throw error
        case let error as SQLiteError:
            guard !error.stopsEverything else { throw error }
            return .failed("its rows were refused: \(error.message)")
        case is CancellationError:
            throw Interrupted()
        case let error as any CustomStringConvertible:
            return .failed(error.description)
        default:
            // An error that does not describe itself would print all that it holds: secrets, perhaps.
            return .failed("\(type(of: error))")
        }
    }

    private func pause(before attempt: Int) async throws {
        do {
            try await Task.sleep(for: engine.settings.retryDelay * (1 << (attempt - 1)))
        } catch {
            throw Interrupted()
        }
    }
}
