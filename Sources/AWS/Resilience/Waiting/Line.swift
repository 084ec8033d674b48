/// Those who wait at a turnstile, in the order in which they came.
///
/// Only the first of them, the leader, watches the clock. The others sleep until they are called, so that a
/// thousand waiters cost one timer, and one wake-up each.
///
///     leader  │ waiters
///        41   │ 42   44   45        43 was cancelled: its number is skipped
struct Line: Sendable {
    typealias Caller = CheckedContinuation<Void, any Error>

    private struct Waiter {
        var deadline: Deadline
        /// Nil until its task sleeps.
        var caller: Caller?
    }

    /// What becomes of a task that is about to sleep.
    enum Turn {
        case leads, sleeps, wasRemoved
    }

    private var waiters: [Int: Waiter] = [:]
    private var leader: Int?
    private var nextTicket = 0
    private var nextCalled = 0
    /// No waiter's deadline is earlier; it may be that of one who has gone.
    private(set) var earliest = Deadline.never

    var isLed: Bool { leader != nil }

    /// Lines up: the ticket of a newcomer, who leads if nobody does.
    mutating func join(before deadline: Deadline) -> Int {
        let ticket = nextTicket
        nextTicket += 1
        guard leader != nil else {
            leader = ticket
            nextCalled = nextTicket
            return ticket
        }
        waiters[ticket] = Waiter(deadline: deadline)
        earliest = min(earliest, deadline)
        return ticket
    }

    /// Keeps whom to wake, unless the ticket has been called or removed by now.
    mutating func sleep(_ ticket: Int, _ caller: Caller) -> Turn {
        if ticket == leader { return .leads }
        guard waiters[ticket] != nil else { return .wasRemoved }
        waiters[ticket]?.caller = caller
        return .sleeps
    }

    /// Takes a waiter out; it is woken by whoever calls this.
    mutating func remove(_ ticket: Int) -> Caller? {
        waiters.removeValue(forKey: ticket)?.caller
    }

    /// Takes out those whose deadline has passed; whoever calls this wakes them.
    mutating func expire(at now: Duration) -> [Caller] {
        guard earliest.hasPassed(at: now) else { return [] }
        let expired = waiters.filter { $0.value.deadline.hasPassed(at: now) }
        for ticket in expired.keys { waiters.removeValue(forKey: ticket) }
        earliest = waiters.values.lazy.map(\.deadline).min() ?? .never
        return expired.values.compactMap(\.caller)
    }

    /// Makes the longest waiting the leader, instead of the one that was; it is woken by whoever calls this.
    mutating func callNext() -> Caller? {
        leader = nil
        while nextCalled < nextTicket {
            let ticket = nextCalled
            nextCalled += 1
            guard let waiter = waiters.removeValue(forKey: ticket) else { continue }
            leader = ticket
            return waiter.caller
        }
        earliest = .never
        return nil
    }
}
