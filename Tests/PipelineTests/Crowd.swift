import Synchronization

/// Counts who is inside at a time.
final class Crowd: Sendable {
    private let state = Mutex((inside: 0, most: 0, sum: 0, entered: 0))

    func enter() {
        state.withLock { state in
            state.inside += 1
            state.most = max(state.most, state.inside)
            state.sum += state.inside
            state.entered += 1
        }
    }

    func leave() { state.withLock { $0.inside -= 1 } }

    var most: Int { state.withLock(\.most) }

    /// How many were inside on average, as those who entered saw it.
    var mean: Double { state.withLock { Double($0.sum) / Double(max(1, $0.entered)) } }
}
