import Synchronization

/// Hands items from one task to another, one at a time: who hands over waits until the last one was taken.
final class Handover<Item: Sendable>: Sendable {
    private struct State {
        var item: Item?
        var isClosed = false
        /// Who waits for a change.
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func put(_ item: Item) async throws(CancellationError) {
        while true {
            let isPut: Bool? = change { state in
                if state.isClosed { return nil }
                guard state.item == nil else { return false }
                state.item = item
                return true
            }
            guard let isPut else { throw CancellationError() }
            if isPut { return }
            await news { !$0.isClosed && $0.item != nil }
        }
    }

    func take() async throws(CancellationError) -> Item {
        while true {
            let taken: Item?? = change { state in
                if state.isClosed { return nil }
                defer { state.item = nil }
                return .some(state.item)
            }
            guard let taken else { throw CancellationError() }
            if let item = taken { return item }
            await news { !$0.isClosed && $0.item == nil }
        }
    }

    /// Ends it for both sides.
    func close() {
        change { state in
            state.isClosed = true
            state.item = nil
        }
    }

    private func change<T>(_ body: (inout sending State) -> sending T) -> sending T {
        let (value, woken) = state.withLock { state in
            let value = body(&state)
            let woken = state.waiting
            state.waiting = []
            return (value, woken)
        }
        for waiter in woken { waiter.resume() }
        return value
    }

    /// Waits for a change, for as long as a condition holds.
    private func news(while condition: @Sendable (borrowing State) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    guard condition(state) else { return false }
                    state.waiting.append(continuation)
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            close()
        }
    }
}
