import SQLite

/// Runs the cells of one stage of one run.
struct StageRunner: Sendable {
    let engine: Engine
    let stage: Stage
    let run: Run
    /// The service whose cells are run; nil runs all.
    let service: String?

    /// Runs every pending cell, and those that they find.
    func work() async throws {
        // Once more for cells whose turn comes later, and when one that was written off behind the queue became work
        // again.
        var turn = 0
        while try await hasPending {
            try await runQueue(upTo: turn)
            turn += 1
            if engine.stop.isOn || Task.isCancelled { throw Interrupted() }
        }
    }

    private var hasPending: Bool {
        get async throws {
            let (run, stage, service) = (run, stage.name, service)
            return try await engine.store.read {
                try Ledger(database: $0).hasPending(run, stage, of: service)
            }
        }
    }

    /// Runs cells in the order in which they were found, a bounded number at a time.
    private func runQueue(upTo turn: Int) async throws {
        let queue = PendingQueue(
            store: engine.store, run: run, stage: stage.name, service: service,
            batch: max(512, 2 * engine.settings.width))
        try await withThrowingTaskGroup { group in
            for _ in 0..<engine.settings.width {
                group.addTask { try await self.runCells(of: queue, upTo: turn) }
            }
            // Not waitForAll: the first that cannot go on stops the others.
            for try await _ in group {}
        }
    }

    /// Runs one cell after another until none is left; those of a later turn stay pending.
    private func runCells(of queue: PendingQueue, upTo turn: Int) async throws {
        while !engine.stop.isOn, !Task.isCancelled, let entry = try await queue.next() {
            // Even when it throws: idle workers wait for those in flight.
            defer { queue.hasEnded() }
            guard (stage.step(for: entry.cell)?.turn ?? 0) <= turn else { continue }
            try await runPages(of: entry, queue)
        }
    }

    /// Runs a cell to its end, or until the run is asked to stop.
    private func runPages(of entry: Ledger.Entry, _ queue: PendingQueue) async throws {
        var entry = entry
        var attempt = 1
        while !engine.stop.isOn, !Task.isCancelled {
            do {
                if try await landPage(of: &entry, queue) { return }
                attempt = 1
            } catch {
                let gap = try self.gap(for: error)
                guard gap.mayPass, attempt < engine.settings.attempts else {
                    return try await giveUp(entry, because: gap)
                }
                engine.report(.cellRetried(entry.cell, gap, attempt: attempt))
                try await pause(before: attempt)
                attempt += 1
            }
        }
    }

    /// Fetches a page, commits it with its cursor and the cells that it found, and moves the entry on.
    ///
    /// It says whether that was the last page.
    private func landPage(of entry: inout Ledger.Entry, _ queue: PendingQueue) async throws -> Bool {
        guard let step = stage.step(for: entry.cell) else {
            throw Gap.unsupported("this version has no step \(entry.cell.service) \(entry.cell.step)")
        }
        let page = try await page(of: entry, by: step)
        guard page.next == nil || page.next != entry.cursor else {
            throw Gap.failed("the listing does not advance: its next page is the one before")
        }
        if let early = page.found.first(where: { $0.stage < stage.name }) {
            throw Gap.failed("it found a cell of a stage that has ended: \(early)")
        }
        let (run, before) = (run, entry)
        let landed = try await engine.store.write { try Self.land(page, of: before, run, in: $0) }
        entry.cursor = page.next
        entry.rows = landed.rows
        if landed.found > 0 {
            queue.hasFound(landed.found)
            engine.report(.cellsFound(landed.found))
        }
        if page.next == nil {
            engine.report(.cellEnded(entry.cell, .seen(rows: entry.rows), rows: entry.rows, reason: nil))
        } else {
            engine.report(.pageLanded)
        }
        return page.next == nil
    }

    /// What the tables hold, for a step that looks there first; else what it fetches.
    private func page(of entry: Ledger.Entry, by step: any Step) async throws -> Page {
        if entry.cursor == nil, let step = step as? any RecallingStep {
            let (cell, run) = (entry.cell, run)
            let recalled = try await engine.store.read { try step.recall(cell, in: $0, for: run) }
            if let recalled { return recalled }
        }
        return try await step.page(of: entry.cell, at: entry.cursor, in: run)
    }

    private static func land(
        _ page: Page, of entry: Ledger.Entry, _ run: Run, in database: Database
    ) throws -> Landed {
        let ledger = Ledger(database: database)
        let rows = entry.rows + (try page.write(database))
        var found = 0
        for cell in page.found {
            // Cells of later stages are found for those: this one has no more to do.
            let isNew = try ledger.add(cell, to: run, foundBy: entry.id)
            found += isNew && cell.stage == entry.cell.stage ? 1 : 0
        }
        if let next = page.next {
            try ledger.advance(entry, to: next, rows: rows)
        } else {
            try ledger.finish(entry, of: run, rows: rows)
        }
        return Landed(rows: rows, found: found)
    }

    private struct Landed: Sendable {
        /// The rows of the cell so far.
        var rows: Int
        /// How many cells of this stage are new.
        var found: Int
    }

    private func giveUp(_ entry: Ledger.Entry, because gap: Gap) async throws {
        let run = run
        try await engine.store.write { try Ledger(database: $0).giveUp(entry, of: run, because: gap) }
        engine.report(.cellEnded(entry.cell, gap.state, rows: entry.rows, reason: gap.reason))
    }

    /// What a failure means: a gap of this cell; or, thrown on, the end of the run.
    private func gap(for error: any Error) throws -> Gap {
        switch error {
        case is Problem, is FileFailure:
            throw error
        case let error as SQLiteError where error.stopsEverything:
            throw error
        case _ where Task.isCancelled:
            // Whatever a cancelled request says of itself: the cell is left to the next run.
            throw Interrupted()
        case let gap as Gap:
            return gap
        case let error as SQLiteError:
            return .failed("its rows were refused: \(error.message)")
        case is CancellationError:
            return .unsteady("it was cancelled by itself, as by a time-out")
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
