import Synchronization

/// A bounded number of places: whoever finds none waits for one.
final class Seats: Sendable {
    private struct State {
        var free: Int
        var waiting: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []
        var newest = 0
        /// Those that gave up before they began to wait.
        var gone: Set<Int> = []
    }

    private let state: Mutex<State>

    init(_ count: Int) { state = Mutex(State(free: count)) }

    /// Runs a closure in a seat.
    func sit<T>(_ body: () async throws -> T) async throws -> T {
        guard await take() else { throw CancellationError() }
        defer { leave() }
        return try await body()
    }

    /// Whether there was a seat before the task was cancelled.
    private func take() async -> Bool {
        let id = state.withLock { state in
            state.newest += 1
            return state.newest
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isSeated: Bool? = state.withLock { state in
                    if state.gone.remove(id) != nil { return false }
                    if state.free > 0 {
                        state.free -= 1
                        return true
                    }
                    state.waiting.append((id, continuation))
                    return nil
                }
                if let isSeated { continuation.resume(returning: isSeated) }
            }
        } onCancel: {
            giveUp(id)
        }
    }

    private func giveUp(_ id: Int) {
        let continuation = state.withLock { state in
            if let index = state.waiting.firstIndex(where: { $0.id == id }) {
                return Optional(state.waiting.remove(at: index).continuation)
            }
            state.gone.insert(id)
            return nil
        }
        continuation?.resume(returning: false)
    }

    private func leave() {
        let next = state.withLock { state in
            if state.waiting.isEmpty {
                state.free += 1
                return CheckedContinuation<Bool, Never>?.none
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: true)
    }
}
