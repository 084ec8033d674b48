import SQLite

/// The cells of a stage that are yet to run, read from the database a few hundred at a time.
///
/// So memory stays flat however many cells there are.
struct PendingQueue {
    private let store: Store
    private let run: Run
    private let stage: StageName
    private var buffer: [Ledger.Entry] = []
    private var lastRead = 0
    private var isReadToEnd = false
    private(set) var inFlight = 0

    init(store: Store, run: Run, stage: StageName) {
        self.store = store
        self.run = run
        self.stage = stage
    }

    /// The next cell, which counts as in flight from now on; nil when none is waiting.
    ///
    /// Cells that are found later have larger ids, so that one pass in the order of ids meets each once.
    mutating func next() async throws -> Ledger.Entry? {
        if buffer.isEmpty, !isReadToEnd {
            let (run, stage, lastRead) = (run, stage, lastRead)
            buffer = try await store.read { database in
                try Ledger(database: database).pending(run, stage, after: lastRead, limit: Self.batch).reversed()
            }
            self.lastRead = buffer.first?.id ?? lastRead
            isReadToEnd = buffer.count < Self.batch
        }
        guard let entry = buffer.popLast() else { return nil }
        inFlight += 1
        return entry
    }

    mutating func hasEnded(foundMore: Bool) {
        inFlight -= 1
        if foundMore { isReadToEnd = false }
    }

    private static let batch = 512
}
