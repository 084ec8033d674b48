import Synchronization

/// The ways to sleep at a turnstile: in the line, and at its head.
extension Turnstile {
    /// Sleeps until the ticket leads.
    func turn(of ticket: Int) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { caller in
                switch state.withLock({ $0.line.sleep(ticket, caller) }) {
                case .sleeps: break
                case .leads: caller.resume()
                case .wasRemoved:
                    caller.resume(throwing: Task.isCancelled ? CancellationError() : DeadlinePassed())
                }
            }
        } onCancel: {
            state.withLock { $0.line.remove(ticket) }?.resume(throwing: CancellationError())
        }
    }

    /// Sleeps until then, or until there is news that the leader has not heard.
    func rest(until alarm: Deadline, after rings: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.news(after: rings) }
            if alarm < .never { group.addTask { try await self.time.sleep(alarm.instant) } }
            try await group.next()
            group.cancelAll()
        }
        try Task.checkCancellation()
    }

    private func news(after rings: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { bell in
                let isLate = state.withLock { state in
                    // Cancellation comes before its handler: whoever is not cancelled here will be found by it.
                    guard state.rings == rings, !Task.isCancelled else { return true }
                    state.bell = bell
                    return false
                }
                if isLate { bell.resume() }
            }
        } onCancel: {
            state.withLock { $0.bell.take() }?.resume()
        }
    }
}
