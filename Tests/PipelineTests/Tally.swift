import Synchronization

/// Counts things by their names.
final class Tally: Sendable {
    private let state = Mutex<[String: Int]>([:])

    @discardableResult
    func add(_ name: String) -> Int {
        state.withLock { state in
            state[name, default: 0] += 1
            return state[name, default: 0]
        }
    }

    func count(of name: String) -> Int { state.withLock { $0[name, default: 0] } }

    var counts: [String: Int] { state.withLock(\.self) }
}
