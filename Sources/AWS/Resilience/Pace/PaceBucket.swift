/// Tokens that come at a rate, up to what one second brings.
struct PaceBucket: Hashable, Sendable {
    /// What rounding may take away from a token that has been waited for.
    private static let rounding = 1e-9

    private var tokens: Double
    private var filled: Duration

    init(full rate: Double, at now: Duration) {
        tokens = Self.capacity(rate)
        filled = now
    }

    static func capacity(_ rate: Double) -> Double { max(rate, 1) }

    /// Takes a token, or says when the next one comes.
    mutating func take(at now: Duration, rate: Double) -> Duration? {
        fill(at: now, rate: rate)
        guard tokens < 1 - Self.rounding else {
            tokens -= 1
            return nil
        }
        let nanoseconds = ((1 - tokens) / rate * 1e9).rounded(.up)
        return now + .nanoseconds(Int64(nanoseconds))
    }

    /// Brings in what has come at a rate: before each change of it.
    mutating func fill(at now: Duration, rate: Double) {
        guard now > filled else { return }
        tokens = min(tokens + (now - filled) / .seconds(1) * rate, Self.capacity(rate))
        filled = now
    }

    func isFull(at now: Duration, rate: Double) -> Bool {
        var later = self
        later.fill(at: now, rate: rate)
        return later.tokens >= Self.capacity(rate)
    }
}
