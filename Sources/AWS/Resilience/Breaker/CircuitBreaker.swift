/// Keeps requests from a service that is down, and finds out when it is back.
///
///              5 failures in 30 s                     60 s later
///     closed ─────────────────────▶ open ──────────────────────────▶ trying: 3 requests at most
///        ▲                           ▲                                  │        │
///        │                           └────────── one of them fails ─────┘        │
///        └────────────────────────────────────── two are answered ───────────────┘
///
/// A nightly job has time: who comes to an open breaker waits. Once it has opened again three times in a row,
/// whoever comes is refused at once, until a trial succeeds.
package struct CircuitBreaker: Gatekeeper {
    package struct Policy: Hashable, Sendable {
        /// So many failures...
        package var failures = 5
        /// ...within this...
        package var window = Duration.seconds(30)
        /// ...with no more answers than this between them.
        ///
        /// A service that drops 2 % of 100 requests a second fails 60 times in 30 seconds and is not down.
        package var answers = 5
        /// How long it stays open.
        package var pause = Duration.seconds(60)
        package var trials = 3
        package var successes = 2
        /// After how many failed recoveries in a row it refuses instead of making wait.
        package var patience = 3

        package init() {}
    }

    /// How a request ended, as far as a breaker cares.
    package enum Outcome: Sendable {
        /// The service answered; a denial or a throttle is an answer, too.
        case answered
        /// An error of the server, no answer in time, or no connection.
        case failed
        /// It was cancelled, or never sent.
        case abandoned
    }

    /// Leave to send one request.
    struct Permit: Hashable, Sendable {
        /// The state of the breaker that gave it; reports about requests of an earlier one are no news.
        let era: Int
    }

    private enum State: Sendable {
        case closed
        case open(until: Duration)
        case trying(sent: Int, answered: Int)
    }

    private let lane: Lane
    private let policy: Policy
    private var state = State.closed
    private var era = 0
    /// How often it opened again without having closed.
    private var reopenings = 0
    /// The last failures, and how many answers had come before each.
    private var failures: [(at: Duration, answers: Int)] = []
    private var answers = 0

    package init(_ lane: Lane, _ policy: Policy = Policy()) {
        self.lane = lane
        self.policy = policy
    }

    mutating func admit(at now: Duration) -> Admission<Permit> {
        if case .open(let end) = state {
            guard now >= end else { return wait(.wait(until: end)) }
            enter(.trying(sent: 0, answered: 0))
        }
        if case .trying(let sent, let answered) = state {
            guard sent + answered < policy.trials else { return wait(.hold) }
            state = .trying(sent: sent + 1, answered: answered)
        }
        return .pass(Permit(era: era))
    }

    mutating func record(_ outcome: Outcome, of permit: Permit, at now: Duration) {
        guard permit.era == era else { return }
        switch (state, outcome) {
        case (.closed, .answered): answers += 1
        case (.closed, .failed): fail(at: now)
        case (.trying(_, let answered), .answered) where answered + 1 >= policy.successes:
            reopenings = 0
            enter(.closed)
        case (.trying(let sent, let answered), .answered):
            state = .trying(sent: sent - 1, answered: answered + 1)
        case (.trying, .failed):
            reopenings += 1
            enter(.open(until: now + policy.pause))
        case (.trying(let sent, let answered), .abandoned):
            state = .trying(sent: sent - 1, answered: answered)
        case (.closed, .abandoned), (.open, _): break
        }
    }

    func holds(_ permit: Permit) -> Bool { permit.era == era }

    func isAsNew(at now: Duration) -> Bool {
        guard case .closed = state else { return false }
        return failures.last.map { now - $0.at > policy.window } ?? true
    }

    private mutating func fail(at now: Duration) {
        failures.append((now, answers))
        if failures.count > policy.failures { failures.removeFirst() }
        guard failures.count == policy.failures, let first = failures.first else { return }
        guard now - first.at <= policy.window, answers - first.answers <= policy.answers else { return }
        enter(.open(until: now + policy.pause))
    }

    private mutating func enter(_ next: State) {
        state = next
        era += 1
        failures.removeAll()
        answers = 0
    }

    private func wait(_ admission: Admission<Permit>) -> Admission<Permit> {
        reopenings < policy.patience ? admission : .refuse(ServiceDown(lane: lane, recoveries: reopenings))
    }
}

/// A service has failed again after each of several pauses, so that it is asked no more for now.
package struct ServiceDown: Error, Equatable {
    package var lane: Lane
    /// How often it was given time, in vain.
    package var recoveries: Int
}

extension ServiceDown: CustomStringConvertible {
    package var description: String {
        "\(lane) does not recover: \(recoveries) trials after a pause have failed"
    }
}
