import Synchronization

/// Counts what is asked of AWS, and how it ended.
package final class Meter: Sendable {
    /// What calls are counted by.
    package struct Key: Hashable, Sendable {
        package var service: String
        package var operation: String
        package var region: String
        package var outcome: Outcome
    }

    package enum Outcome: String, Sendable {
        case success, throttled, denied, expired, failed
        /// No answer came.
        case lost
    }

    package struct Count: Equatable, Sendable {
        package var calls = 0
        package var milliseconds = 0
    }

    private let counts = Mutex<[Key: Count]>([:])

    package init() {}

    func note(_ operation: Operation, _ region: String, _ outcome: Outcome, took: Duration) {
        let key = Key(
            service: operation.service.name, operation: operation.name, region: region, outcome: outcome)
        let milliseconds =
            took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000
        counts.withLock { counts in
            counts[key, default: Count()].calls += 1
            counts[key, default: Count()].milliseconds += Int(milliseconds)
        }
    }

    /// What was counted since the last time; it counts from nothing again.
    package func take() -> [Key: Count] {
        counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
    }
}
