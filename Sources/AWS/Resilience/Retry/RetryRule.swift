/// What to do about one kind of setback.
package struct RetryRule: Hashable, Sendable {
    package enum Pause: Hashable, Sendable {
        /// Longer each time, and random, so that those who failed together do not come back together.
        case growing
        case fixed(Duration)
        case none
    }

    package var pause: Pause
    /// How many attempts, with the first.
    package var attempts: Int
    /// What a retry takes out of the quota.
    package var cost: Int

    /// Never again.
    package static let once = RetryRule(pause: .none, attempts: 1, cost: 0)

    /// What the founding document of the ECR integration demands (its section 4.1); the costs are the SDKs'.
    package static func standard(for setback: Setback) -> RetryRule {
        switch setback {
        case .throttled: RetryRule(pause: .growing, attempts: 5, cost: 5)
        case .limited: RetryRule(pause: .fixed(.seconds(30)), attempts: 2, cost: 5)
        case .unavailable: RetryRule(pause: .fixed(.seconds(1)), attempts: 3, cost: 5)
        case .timedOut: RetryRule(pause: .none, attempts: 2, cost: 10)
        case .stalled, .disconnected: RetryRule(pause: .growing, attempts: 3, cost: 10)
        case .broken: RetryRule(pause: .growing, attempts: 3, cost: 5)
        // These are mended, once, rather than tried again: see `Attempts`.
        case .expired, .skewed, .hopeless: .once
        }
    }
}
