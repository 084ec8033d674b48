import Synchronization

/// Work that is done once for all who wait for it.
///
/// Who is cancelled stops waiting at once, and the others go on; when nobody waits any more, the work is cancelled.
final class SharedWork<Value: Sendable>: Sendable {
    private typealias Waiter = CheckedContinuation<Value, any Error>

    private struct State {
        var task: Task<Void, Never>?
        /// Which work it is: an earlier one, cancelled, may still come to its end.
        var number = 0
        var waiters: [Int: Waiter] = [:]
        var nextWaiter = 0
    }

    private let state = Mutex(State())

    /// Waits for the work under way, or begins it.
    func value(of work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                join(id, waiter, work)
                // A cancellation that came before found nobody to wake.
                if Task.isCancelled { leave(id) }
            }
        } onCancel: {
            leave(id)
        }
    }

    private func join(_ id: Int, _ waiter: Waiter, _ work: @escaping @Sendable () async throws -> Value) {
        state.withLock { state in
            state.waiters[id] = waiter
            guard state.task == nil else { return }
            state.number += 1
            let number = state.number
            state.task = Task {
                do {
                    finish(number, .success(try await work()))
                } catch {
                    finish(number, .failure(error))
                }
            }
        }
    }

    private func leave(_ id: Int) {
        let (waiter, task) = state.withLock { state -> (Waiter?, Task<Void, Never>?) in
            guard let waiter = state.waiters.removeValue(forKey: id) else { return (nil, nil) }
            guard state.waiters.isEmpty else { return (waiter, nil) }
            defer { state.task = nil }
            return (waiter, state.task)
        }
        task?.cancel()
        waiter?.resume(throwing: CancellationError())
    }

    private func finish(_ number: Int, _ result: Result<Value, any Error>) {
        let waiters = state.withLock { state -> [Waiter] in
            guard state.number == number, state.task != nil else { return [] }
            state.task = nil
            defer { state.waiters.removeAll() }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume(with: result) }
    }
}
