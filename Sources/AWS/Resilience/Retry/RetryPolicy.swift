/// How often a request is tried, and how long to wait between.
///
/// It is the standard mode of the SDKs, with a rule for each kind of setback instead of one for all.
package struct RetryPolicy: Hashable, Sendable {
    /// What `AWS_RETRY_MODE` may say.
    package enum Mode: String, CaseIterable, Sendable {
        case legacy, standard, adaptive
    }

    /// What the first pause may last; each further one may last twice as long.
    package var base = Duration.seconds(1)
    package var ceiling = Duration.seconds(20)
    /// The longest pause that a server may ask for and get.
    package var longestWait = Duration.seconds(60)
    /// What a request may meet, of all kinds of setbacks together.
    package private(set) var attempts = 8
    /// What the user asked for instead of the rules' numbers.
    private let asked: Int?

    /// The rules as they are, or with the number of attempts that the user asked for.
    package init(attempts asked: Int? = nil) {
        self.asked = asked.map { max($0, 1) }
        attempts = self.asked ?? attempts
    }

    /// What the SDKs' settings say, each nil where it is not set: `AWS_RETRY_MODE` and `AWS_MAX_ATTEMPTS`.
    ///
    /// `adaptive` asks for what the pacers do in any mode. `legacy` brings its number of attempts, and no less
    /// care: there is still a quota.
    package init(mode: String?, attempts: String?) throws(RetrySettingFailure) {
        guard let known = Mode(rawValue: mode?.lowercased() ?? "standard") else { throw .mode(mode ?? "") }
        let number = attempts.flatMap { Int($0) }
        if let attempts, (number ?? 0) < 1 { throw .attempts(attempts) }
        self.init(attempts: number ?? (known == .legacy ? 5 : nil))
    }

    package func rule(for setback: Setback) -> RetryRule {
        var rule = RetryRule.standard(for: setback)
        guard let asked else { return rule }
        // Only a pause that grows makes more attempts bearable for the service.
        rule.attempts = rule.pause == .growing ? asked : min(asked, rule.attempts)
        return rule
    }

    /// The pause before the retry after so many.
    package func pause(_ rule: RetryRule, after retries: Int, random: Double) -> Duration {
        switch rule.pause {
        case .none: .zero
        case .fixed(let pause): pause
        case .growing: min(base * (1 << min(retries, 20)), ceiling) * random
        }
    }

    /// The pause where the server has asked for one.
    package func pause(_ own: Duration, asked wait: ServerWait) -> Duration {
        switch wait {
        case .suggested(let wait): min(max(wait, own), own + .seconds(5))
        case .demanded(let wait): min(wait, longestWait)
        }
    }
}

/// A setting of the SDKs that cannot be followed.
package enum RetrySettingFailure: Error, Equatable {
    /// `AWS_RETRY_MODE` is none of the modes.
    case mode(String)
    /// `AWS_MAX_ATTEMPTS` is no number from 1.
    case attempts(String)
}
