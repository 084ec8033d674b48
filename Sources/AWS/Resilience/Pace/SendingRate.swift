/// How many requests a second are really made: counted in halves of a second, and smoothed.
struct SendingRate: Hashable, Sendable {
    private static let smoothing = 0.8

    private(set) var perSecond = 0.0
    private var count = 0.0
    /// When the half second began that is being counted.
    private var start: Double

    /// Nothing yet, at a time in seconds.
    init(from now: Double = 0) { start = Self.half(now) }

    mutating func note(at now: Double) {
        count += 1
        let half = Self.half(now)
        guard half > start else { return }
        perSecond = count / (half - start) * Self.smoothing + perSecond * (1 - Self.smoothing)
        count = 0
        start = half
    }

    private static func half(_ now: Double) -> Double { (now * 2).rounded(.down) / 2 }
}
