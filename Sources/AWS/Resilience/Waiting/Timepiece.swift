/// The time that waits are measured by, given from outside so that a test lives through a night in a second.
package struct Timepiece: Sendable {
    /// How long it has been running; it never goes back.
    package var now: @Sendable () -> Duration
    /// Returns once it has been running so long, and throws `CancellationError` when the task is cancelled before.
    package var sleep: @Sendable (_ until: Duration) async throws -> Void

    package init(
        now: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (_ until: Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's time, from now on.
    ///
    /// It goes on while the machine is suspended, as the servers' time does.
    package static func started() -> Timepiece {
        let start = ContinuousClock.now
        return Timepiece(
            now: { start.duration(to: .now) },
            sleep: { try await ContinuousClock().sleep(until: start.advanced(by: $0)) })
    }
}
