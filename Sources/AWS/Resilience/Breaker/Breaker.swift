/// The circuit breaker that the tasks of a lane share.
package final class Breaker: Forgettable {
    private let turnstile: Turnstile<CircuitBreaker>

    package init(_ breaker: CircuitBreaker, time: Timepiece) {
        turnstile = Turnstile(breaker, time: time)
    }

    /// Waits while the service is down, and throws `ServiceDown` when waiting has not helped, or `DeadlinePassed`.
    package func enter(before deadline: Deadline) async throws -> Passage {
        Passage(through: self, try await turnstile.enter(before: deadline))
    }

    func worth(at now: Duration) -> Worth {
        turnstile.ask { $0.isAsNew(at: now) } ? .nothing : .needed
    }

    /// Leave to send one request, to be ended with what became of it.
    ///
    /// One that is dropped without that, because its task was cancelled, counts as abandoned: another may try.
    package struct Passage: ~Copyable, Sendable {
        private let breaker: Breaker
        private let permit: CircuitBreaker.Permit
        private var outcome = CircuitBreaker.Outcome.abandoned

        fileprivate init(through breaker: Breaker, _ permit: CircuitBreaker.Permit) {
            self.breaker = breaker
            self.permit = permit
        }

        /// Whether the breaker is still as it was, after other waits: if not, ask it again.
        package var holds: Bool {
            let permit = permit
            return breaker.turnstile.ask { $0.holds(permit) }
        }

        package consuming func end(_ outcome: CircuitBreaker.Outcome) {
            self.outcome = outcome
        }

        deinit {
            let (permit, outcome) = (permit, outcome)
            breaker.turnstile.announce { breaker, now in breaker.record(outcome, of: permit, at: now) }
        }
    }
}

/// The breaker of each lane.
package final class Breakers: Sendable {
    private let book: Book<Lane, Breaker>
    private let policy: CircuitBreaker.Policy
    private let time: Timepiece

    package init(
        _ policy: CircuitBreaker.Policy = CircuitBreaker.Policy(), time: Timepiece, capacity: Int = 4096
    ) {
        self.policy = policy
        self.time = time
        book = Book(capacity: capacity, time: time)
    }

    package subscript(lane: Lane) -> Breaker {
        book.entry(lane) { Breaker(CircuitBreaker(lane, policy), time: time) }
    }

    package var count: Int { book.count }
}
