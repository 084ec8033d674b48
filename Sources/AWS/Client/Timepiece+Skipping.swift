import Synchronization

extension Timepiece {
    /// A time that goes on at once wherever somebody waits for it: for a simulation, whose answers take no time.
    package static func skippingWaits() -> Timepiece {
        let clock = SkippingClock()
        return Timepiece(now: { clock.now }, sleep: { try await clock.skip(to: $0) })
    }
}

private final class SkippingClock: Sendable {
    private let start = ContinuousClock.now
    /// How much was skipped.
    private let skipped = Mutex(Duration.zero)

    var now: Duration { start.duration(to: .now) + skipped.withLock(\.self) }

    func skip(to instant: Duration) async throws {
        try Task.checkCancellation()
        await Task.yield()
        let real = start.duration(to: .now)
        skipped.withLock { skipped in skipped = max(skipped, instant - real) }
    }
}
