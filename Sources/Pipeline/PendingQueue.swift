import SQLite
import Synchronization

/// The cells of a stage that are yet to run, read from the database a few hundred at a time.
///
/// So memory stays flat however many cells there are. The workers of a stage share it.
final class PendingQueue: Sendable {
    private let store: Store
    private let run: Run
    private let stage: StageName
    private let service: String?
    private let batch: Int
    private let state = Mutex(State())

    private struct State {
        /// Cells read and not yet taken, the next one last.
        var buffer: [Ledger.Entry] = []
        var lastRead = 0
        /// Cells taken that have not ended: they may find others.
        var inFlight = 0
        /// Grows when cells were found, so that a worker that looked before that looks again.
        var finds = 0
        /// Workers that found nothing to do.
        var idle: [CheckedContinuation<Void, Never>] = []
    }

    init(store: Store, run: Run, stage: StageName, service: String?, batch: Int) {
        self.service = service
        self.batch = batch
        self.store = store
        self.run = run
        self.stage = stage
    }

    /// The next cell; nil when all have been taken and those in flight have ended.
    func next() async throws -> Ledger.Entry? {
        while true {
            if let entry = take() { return entry }
            let finds = state.withLock(\.finds)
            guard try await isReadToEnd() else { continue }
            guard await rest(unlessMoreThan: finds) else { return nil }
        }
    }

    /// Says that a cell in flight has found others.
    func hasFound(_ count: Int) {
        wake { state in
            state.finds += 1
            return min(count, state.idle.count)
        }
    }

    /// Says that a cell has ended, or is left to the next run.
    func hasEnded() {
        wake { state in
            state.inFlight -= 1
            return state.inFlight == 0 ? state.idle.count : 0
        }
    }

    private func take() -> Ledger.Entry? {
        state.withLock { state in
            guard let entry = state.buffer.popLast() else { return nil }
            state.inFlight += 1
            return entry
        }
    }

    /// Reads on.
    ///
    /// Cells that are found later have larger ids, so that one pass meets each once.
    ///
    /// It says whether there was nothing to read. Another worker may have read meanwhile: then there was.
    private func isReadToEnd() async throws -> Bool {
        let (run, stage, service, batch) = (run, stage, service, batch)
        return try await store.read { database in
            // Reads take turns in the store, so that two workers never read the same cells.
            guard let last = self.state.withLock({ $0.buffer.isEmpty ? $0.lastRead : nil }) else {
                return false
            }
            let entries = try Ledger(database: database).pending(
                run, stage, of: service, after: last, limit: batch)
            self.state.withLock { state in
                state.buffer = entries.reversed()
                state.lastRead = entries.last?.id ?? last
            }
            return entries.isEmpty
        }
    }

    /// Waits for something to do; false when nothing can come any more.
    private func rest(unlessMoreThan finds: Int) async -> Bool {
        let isOver = state.withLock { $0.inFlight == 0 && $0.finds == finds }
        guard !isOver else { return false }
        await withCheckedContinuation { continuation in
            let hasNews = state.withLock { state in
                guard state.inFlight > 0, state.finds == finds else { return true }
                state.idle.append(continuation)
                return false
            }
            if hasNews { continuation.resume() }
        }
        return true
    }

    /// Lets some of the idle workers go on.
    private func wake(_ change: (inout State) -> Int) {
        let woken = state.withLock { state in
            let count = change(&state)
            let woken = state.idle.suffix(count)
            state.idle.removeLast(count)
            return woken
        }
        for worker in woken { worker.resume() }
    }
}
