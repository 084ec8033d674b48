/// The rate to keep to: what was given until the first throttle, what throttles teach from then on.
struct AdaptiveRate: Hashable, Sendable {
    static let floor = 0.5

    /// Requests a second.
    private(set) var limit: Double
    private let ceiling: Double
    private var curve: Cubic?
    private var measured: SendingRate

    init(_ limit: Double, upTo ceiling: Double, curve: Cubic? = nil, from now: Double = 0) {
        self.ceiling = ceiling
        self.curve = curve
        self.limit = min(max(limit, Self.floor), ceiling)
        measured = SendingRate(from: now)
    }

    /// How fast it was sending when that was last too much.
    var peak: Double? { curve?.peak }

    /// What is really sent.
    var sent: Double { measured.perSecond }

    /// Notes an answer that was no throttle.
    mutating func answer(at now: Double) {
        measured.note(at: now)
        guard let curve else { return }
        // Without requests there is no telling that more would be answered, but nor that fewer would.
        let proven = max(limit, 2 * measured.perSecond)
        limit = bounded(min(curve.rate(at: now), proven))
    }

    /// Notes a throttle of a request that was sent before the rate last fell: that has been answered for.
    mutating func noteEcho(at now: Double) { measured.note(at: now) }

    /// Notes a throttle.
    mutating func throttle(at now: Double) {
        measured.note(at: now)
        drop(from: measured.perSecond > 0 ? min(measured.perSecond, limit) : limit, at: now)
    }

    mutating func drop(from rate: Double, at now: Double) {
        curve = Cubic(peak: rate, throttled: now)
        limit = bounded(rate * Cubic.beta)
    }

    private func bounded(_ rate: Double) -> Double { min(max(rate, Self.floor), ceiling) }
}
