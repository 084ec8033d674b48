import Synchronization

/// Something of which there may be too many, and which says what would be lost with it.
protocol Forgettable: AnyObject, Sendable {
    func worth(at now: Duration) -> Worth
}

/// What would be lost if something were forgotten.
enum Worth: Hashable, Comparable, Sendable {
    /// Nothing: it is as it was in the beginning.
    case nothing
    /// Something to be missed the more, the larger the number.
    case lesson(Double)
    /// Others rely on it.
    case needed
}

/// One entry for each key, made when it is first asked for, and forgotten when it makes no difference.
///
/// An organisation has 170,000 lanes and a night visits each for a minute. What is worth nothing could be made
/// again at any time: when the book is full, that goes. Lessons stay, as long as they are no more than twice the
/// book's capacity.
final class Book<Key: Hashable & Sendable, Entry: Forgettable>: Sendable {
    private struct State: Sendable {
        var entries: [Key: Entry] = [:]
        /// How many entries make it full.
        var limit: Int
    }

    private let state: Mutex<State>
    private let capacity: Int
    private let time: Timepiece

    init(capacity: Int, time: Timepiece) {
        self.capacity = capacity
        self.time = time
        state = Mutex(State(limit: capacity))
    }

    var count: Int { state.withLock(\.entries.count) }

    /// The entry of a key.
    ///
    /// As long as somebody holds it, all who ask get the same.
    func entry(_ key: Key, or make: () -> Entry) -> Entry {
        state.withLock { state in
            if let entry = state.entries[key] { return entry }
            if state.entries.count >= state.limit { sweep(&state) }
            let entry = make()
            state.entries[key] = entry
            return entry
        }
    }

    /// What the entries say of themselves.
    func map<T: Sendable>(_ transform: (Key, Entry) -> T?) -> [T] {
        state.withLock { state in state.entries.compactMap { transform($0.key, $0.value) } }
    }

    private func sweep(_ state: inout State) {
        var lessons: [(key: Key, worth: Worth)] = []
        for (key, worth) in unheld(&state) where worth < .needed {
            if worth == .nothing { state.entries[key] = nil } else { lessons.append((key, worth)) }
        }
        let excess = state.entries.count - 2 * capacity
        if excess > 0 {
            for lesson in lessons.sorted(by: { $0.worth < $1.worth }).prefix(excess) {
                state.entries[lesson.key] = nil
            }
        }
        // Twice what is left, so that a book full of what must be kept is not swept at each new key.
        state.limit = max(capacity, state.entries.count * 2)
    }

    /// The entries that nobody else holds, so that they cannot change between this look and their removal.
    private func unheld(_ state: inout State) -> [(key: Key, worth: Worth)] {
        let now = time.now()
        var unheld: [(key: Key, worth: Worth)] = []
        // Not `for index in indices`: those hold the dictionary, and with it every entry, a second time.
        var index = state.entries.startIndex
        while index < state.entries.endIndex {
            if isKnownUniquelyReferenced(&state.entries.values[index]) {
                let (key, entry) = state.entries[index]
                unheld.append((key, entry.worth(at: now)))
            }
            state.entries.formIndex(after: &index)
        }
        return unheld
    }
}
