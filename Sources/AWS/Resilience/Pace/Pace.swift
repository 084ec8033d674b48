/// The pace of one operation in a lane: how many requests may go now, and what their answers teach.
struct Pace: Gatekeeper {
    /// How far above the published rate throttles may teach it to go.
    private static let headroom = 2.0

    private var bucket: PaceBucket
    private var rate: AdaptiveRate
    /// When the rate last fell.
    private(set) var lastDrop: Duration?

    /// Begins at a published rate, or at one that was learned.
    init(published: Double, learned: Double? = nil, at now: Duration) {
        let published = max(published, AdaptiveRate.floor)
        let start = learned ?? published
        let seconds = now / .seconds(1)
        // A learned rate rests on its plateau, and from there may find back to the published one.
        let curve = learned.map { Cubic(peak: $0, throttled: seconds - Cubic(peak: $0, throttled: 0).climb) }
        let ceiling = learned == nil ? published * Self.headroom : max(published, start)
        rate = AdaptiveRate(start, upTo: ceiling, curve: curve, from: seconds)
        bucket = PaceBucket(full: rate.limit, at: now)
    }

    var limit: Double { rate.limit }

    /// What to remember: the rate in force, but none that was too much.
    var lesson: Double? {
        guard lastDrop != nil else { return nil }
        return max(AdaptiveRate.floor, min(rate.limit, rate.peak ?? rate.limit))
    }

    /// Lets one go, and notes when.
    mutating func admit(at now: Duration) -> Admission<Duration> {
        guard let next = bucket.take(at: now, rate: rate.limit) else { return .pass(now) }
        return .wait(until: next)
    }

    mutating func answered(at now: Duration) {
        bucket.fill(at: now, rate: rate.limit)
        rate.answer(at: now / .seconds(1))
    }

    /// Slows down, unless the request was on its way already when the pace last slowed.
    mutating func throttled(_ start: Duration, at now: Duration) {
        bucket.fill(at: now, rate: rate.limit)
        if let lastDrop, start <= lastDrop { return rate.noteEcho(at: now / .seconds(1)) }
        rate.throttle(at: now / .seconds(1))
        lastDrop = now
    }

    /// Tokens that are still to come cannot be forgotten; of lessons, the latest count most.
    func worth(at now: Duration) -> Worth {
        guard bucket.isFull(at: now, rate: rate.limit) else { return .needed }
        return lastDrop.map { .lesson($0 / .seconds(1)) } ?? .nothing
    }
}
