/// When a piece of work gives up: no attempt begins from then on, and no wait ends later.
package struct Deadline: Hashable, Sendable {
    /// By the time of the `Timepiece` that all the work's waits are measured by.
    package let instant: Duration

    package init(at instant: Duration) { self.instant = instant }

    /// Thirty years: what counts in nanoseconds can still hold it.
    package static let never = Deadline(at: .seconds(1_000_000_000))

    package func hasPassed(at now: Duration) -> Bool { now >= instant }
}

extension Deadline: Comparable {
    package static func < (left: Deadline, right: Deadline) -> Bool { left.instant < right.instant }
}

/// A wait was given up, or not begun, because the deadline comes first.
package struct DeadlinePassed: Error, Equatable {
    package init() {}
}
