import Synchronization

/// What a lane's retries may cost, all requests together.
///
/// A retry takes from it, a success gives back. So a lane in trouble sees the usual number of requests, and not
/// three times as many.
package struct RetryTokens: Hashable, Sendable {
    package let capacity: Int
    package private(set) var left: Int

    package init(_ capacity: Int = 500) {
        self.capacity = capacity
        left = capacity
    }

    package mutating func take(_ cost: Int) -> Bool {
        guard cost <= left else { return false }
        left -= cost
        return true
    }

    package mutating func giveBack(_ cost: Int) {
        left = min(capacity, left + cost)
    }
}

/// The retry tokens that the tasks of a lane share.
package final class RetryQuota: Forgettable {
    private let tokens: Mutex<RetryTokens>

    package init(_ tokens: RetryTokens = RetryTokens()) { self.tokens = Mutex(tokens) }

    package var left: Int { tokens.withLock(\.left) }

    package func take(_ cost: Int) -> Bool { tokens.withLock { $0.take(cost) } }

    package func giveBack(_ cost: Int) { tokens.withLock { $0.giveBack(cost) } }

    func worth(at now: Duration) -> Worth {
        let missing = tokens.withLock { $0.capacity - $0.left }
        return missing == 0 ? .nothing : .lesson(Double(missing))
    }
}

/// The quota of each lane.
package final class RetryQuotas: Sendable {
    private let book: Book<Lane, RetryQuota>

    package init(time: Timepiece, capacity: Int = 4096) { book = Book(capacity: capacity, time: time) }

    package subscript(lane: Lane) -> RetryQuota { book.entry(lane) { RetryQuota() } }

    package var count: Int { book.count }
}
