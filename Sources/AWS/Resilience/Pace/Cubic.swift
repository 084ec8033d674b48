import Glibc

/// How fast to send after a throttle: down at once, back to where it was, a rest there, then further.
///
///     rate
///       │                                ╱
///     peak ┄┄┄┄┄┄┄┄┄╭───────────────────╯
///       │       ╭──╯
///     × 0.7 ─╭─╯
///       └────┴──────────────┴──────────────▶ time
///          throttle      plateau
///
/// It is TCP's CUBIC (RFC 9438) with the constants of the SDKs' adaptive mode.
struct Cubic: Hashable, Sendable {
    static let beta = 0.7
    private static let scale = 0.4

    /// The rate that was too much.
    let peak: Double
    /// When it was, in seconds.
    let throttled: Double
    /// How long it takes to come back there.
    let climb: Double

    init(peak: Double, throttled: Double) {
        self.peak = peak
        self.throttled = throttled
        climb = cbrt(peak * (1 - Self.beta) / Self.scale)
    }

    func rate(at now: Double) -> Double {
        let distance = now - throttled - climb
        return Self.scale * distance * distance * distance + peak
    }
}
