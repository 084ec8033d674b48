import Synchronization

/// A request on its way: shared by the task that waits for the answer and the thread that fetches it.
///
/// Whoever ends it first has ended it: the thread with an answer, or the task that no longer wants one.
final class Exchange: Sendable {
    enum Event {
        /// A part of the body; `wasHeld` when the server had to wait for its taking.
        case piece([UInt8], wasHeld: Bool)
        case end(HTTPResponse)
    }

    let request: HTTPRequest
    /// How much of a body is kept.
    let ceiling: Int
    /// Whether the body of a success goes to a consumer.
    let isStreamed: Bool

    private struct State {
        var end: Result<HTTPResponse, any Error>?
        var piece: [UInt8] = []
        var isHeld = false
        var waiter: CheckedContinuation<Void, Never>?

        var isReady: Bool { end != nil || !piece.isEmpty }
    }

    private let state = Mutex(State())

    /// How much is fetched ahead of a consumer.
    private static let advance = 1 << 20

    init(_ request: HTTPRequest, ceiling: Int, isStreamed: Bool) {
        self.request = request
        self.ceiling = ceiling
        self.isStreamed = isStreamed
    }

    var hasEnded: Bool { state.withLock { $0.end != nil } }

    /// Waits for what comes next.
    ///
    /// A failure overtakes the pieces before it.
    func next() async throws -> Event {
        await withCheckedContinuation { waiter in
            let isReady = state.withLock { state in
                if !state.isReady { state.waiter = waiter }
                return state.isReady
            }
            if isReady { waiter.resume() }
        }
        return try state.withLock { state in
            if let end = state.end, state.piece.isEmpty || end.isFailure { return .end(try end.get()) }
            defer { (state.piece, state.isHeld) = ([], false) }
            return .piece(state.piece, wasHeld: state.isHeld)
        }
    }

    /// Takes a part of the body for the consumer, unless that has enough to do already.
    func accept(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let (waiter, isAccepted) = state.withLock { state in
            state.isHeld = !state.piece.isEmpty && state.piece.count + bytes.count > Self.advance
            if !state.isHeld { state.piece.append(contentsOf: bytes) }
            return (state.waiter.take(), !state.isHeld)
        }
        waiter?.resume()
        return isAccepted
    }

    /// Ends it, and says whether nobody had before.
    @discardableResult
    func end(_ result: Result<HTTPResponse, any Error>) -> Bool {
        let (waiter, isFirst) = state.withLock { state in
            let isFirst = state.end == nil
            if isFirst { state.end = result }
            return (state.waiter.take(), isFirst)
        }
        waiter?.resume()
        return isFirst
    }
}

extension Result {
    fileprivate var isFailure: Bool {
        if case .failure = self { true } else { false }
    }
}
