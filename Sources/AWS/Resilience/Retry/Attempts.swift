/// One request's attempts: what to do after each.
///
///     attempt ──▶ setback ──▶ next(after:) ──▶ .again(after: 1.4 s) ──▶ attempt
///        │                       ├──▶ .renewCredentials ──▶ attempt
///        ▼                       ├──▶ .correctClock ──▶ attempt
///     succeeded()                └──▶ .stop(why)
package struct Attempts: Sendable {
    package enum Step: Hashable, Sendable {
        case again(after: Duration)
        /// Fetch new credentials, then try again at once.
        case renewCredentials
        /// Take the server's time, then try again at once.
        case correctClock
        case stop(Reason)
    }

    package enum Reason: String, Sendable {
        case hopeless
        /// It has been tried often enough.
        case attempts
        /// The lane's quota of retries is used up.
        case quota
        /// The next attempt would begin too late.
        case deadline
        /// New credentials have expired, too.
        case expired
        /// Signed with the server's own time, the server still refuses it for its time.
        case skewed
    }

    private let policy: RetryPolicy
    private let deadline: Deadline
    private let quota: RetryQuota
    private var setbacks: [Setback: Int] = [:]
    /// What the last retry took out of the quota.
    private var paid: Int?

    package init(_ policy: RetryPolicy, before deadline: Deadline, quota: RetryQuota) {
        self.policy = policy
        self.deadline = deadline
        self.quota = quota
    }

    /// What to do after a setback, with a random number from 0 to 1.
    package mutating func next(
        after setback: Setback, asked wait: ServerWait? = nil, at now: Duration, random: Double
    ) -> Step {
        let count = setbacks[setback, default: 0] + 1
        setbacks[setback] = count
        switch setback {
        case .hopeless: return .stop(.hopeless)
        case .expired: return mend(.renewCredentials, unless: count > 1 ? .expired : nil, at: now)
        case .skewed: return mend(.correctClock, unless: count > 1 ? .skewed : nil, at: now)
        default: break
        }
        let rule = policy.rule(for: setback)
        guard count < rule.attempts, failures < policy.attempts else { return .stop(.attempts) }
        let own = policy.pause(rule, after: count - 1, random: random)
        let pause = wait.map { policy.pause(own, asked: $0) } ?? own
        guard !deadline.hasPassed(at: now + pause) else { return .stop(.deadline) }
        guard quota.take(rule.cost) else { return .stop(.quota) }
        paid = rule.cost
        return .again(after: pause)
    }

    /// Gives back to the quota what the last retry cost; a success at the first attempt mends it a little.
    package func succeeded() {
        quota.giveBack(paid ?? 1)
    }

    private var failures: Int {
        setbacks.reduce(0) { $0 + ($1.key == .expired || $1.key == .skewed ? 0 : $1.value) }
    }

    private func mend(_ step: Step, unless reason: Reason?, at now: Duration) -> Step {
        if let reason { return .stop(reason) }
        return deadline.hasPassed(at: now) ? .stop(.deadline) : step
    }
}
