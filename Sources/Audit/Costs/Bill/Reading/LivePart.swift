import Formats
import Pipeline
import Synchronization

/// A part of a bill that is being read, while pages store what came out of it so far.
///
/// Reading goes on when the next batch is asked for, and not while the last one is being stored: so a part holds one
/// batch at a time, and memory does not grow with the part.
final class LivePart: Sendable {
    /// Where the next batch starts.
    let position: Mutex<Int>
    private let batches: Handover<Result<CostBatch, any Error>>
    /// Each lets the reading go on to the next batch.
    private let turns: Handover<Void>
    private let task: Task<Void, Never>

    /// Begins to read, once there is a seat.
    ///
    /// `pour` hands over the bytes of the part; it says when the part was last changed.
    init(
        _ columns: BillColumns, keepingDays: Bool, behind position: Int, in seats: Seats,
        pour: @escaping @Sendable (@escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Void
    ) {
        self.position = Mutex(position)
        let batches = Handover<Result<CostBatch, any Error>>()
        let turns = Handover<Void>()
        (self.batches, self.turns) = (batches, turns)
        task = Task {
            do {
                try await turns.take()
                try await seats.sit {
                    let reader = Mutex(BillReader(columns, keepingDays: keepingDays, behind: position))
                    try await pour { piece in
                        for batch in try reader.withLock({ reader throws in try reader.read(piece.span) }) {
                            try await batches.put(.success(batch))
                            try await turns.take()
                        }
                    }
                    for batch in try reader.withLock({ reader throws in try reader.finish() }) {
                        try await batches.put(.success(batch))
                        if !batch.isLast { try await turns.take() }
                    }
                }
            } catch {
                try? await batches.put(.failure(error))
            }
        }
    }

    deinit {
        task.cancel()
        batches.close()
        turns.close()
    }

    func next() async throws -> CostBatch {
        try await turns.put(())
        let batch = try await batches.take().get()
        position.withLock { $0 = batch.position }
        return batch
    }
}

/// The parts that are being read, by the cells that read them.
final class LiveParts: Sendable {
    private let parts = Mutex<[Cell: LivePart]>([:])

    /// The part of a cell if it stands where the cell does, or a new one.
    ///
    /// One that stands elsewhere is left: its last batch was read, and did not land.
    func part(of cell: Cell, at position: Int, _ begin: () -> LivePart) -> LivePart {
        let known = parts.withLock { $0[cell] }
        if let known, known.position.withLock(\.self) == position { return known }
        let part = begin()
        parts.withLock { $0[cell] = part }
        return part
    }

    func end(_ cell: Cell) {
        _ = parts.withLock { $0.removeValue(forKey: cell) }
    }
}
