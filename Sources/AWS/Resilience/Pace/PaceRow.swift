import Formats
import Glibc

/// A rate that throttles taught, as it is kept from one night to the next.
package struct PaceRow: Hashable, Sendable {
    package var lane: Lane
    package var operation: String
    /// Requests a second.
    package var rate: Double
    package var learned: Timestamp

    package init(_ lane: Lane, operation: String, rate: Double, learned: Timestamp) {
        self.lane = lane
        self.operation = operation
        self.rate = rate
        self.learned = learned
    }

    /// After so many nights a row says less than a hundredth, and is dropped.
    private static let nightsToForget = 7.0

    private func nights(until now: Timestamp) -> Double {
        max(0, Double(now.seconds - learned.seconds) / 86_400)
    }

    func isForgotten(at now: Timestamp) -> Bool { nights(until: now) > Self.nightsToForget }

    /// Where to begin: each night it comes half-way back to the published rate.
    func rate(at now: Timestamp, published: Double) -> Double {
        published + (rate - published) * exp2(-nights(until: now))
    }
}

extension PaceRow: Comparable {
    package static func < (left: PaceRow, right: PaceRow) -> Bool {
        (left.lane, left.operation) < (right.lane, right.operation)
    }
}
