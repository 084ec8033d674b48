import HTTP
import Synchronization

/// How many requests of each kind were answered, and how.
package struct Counts: Equatable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case answered
        /// With an error of this code, or of this status where the body is no error of AWS.
        case refused(String)
        /// There was no answer.
        case failed(HTTPFailure.Kind)
    }

    struct Kind: Hashable {
        var action: Action?
        var outcome: Outcome
    }

    private(set) var counts: [Kind: Int] = [:]

    package var total: Int { counts.values.reduce(0, +) }

    /// How many requests for an action ended so; nil stands for all, also for the requests of no action.
    package func count(of action: Action? = nil, _ outcome: Outcome? = nil) -> Int {
        counts.reduce(0) { sum, entry in
            let isMeant =
                action ?? entry.key.action == entry.key.action
                && outcome ?? entry.key.outcome == entry.key.outcome
            return isMeant ? sum + entry.value : sum
        }
    }

    /// One line for each action and outcome, sorted.
    package var lines: [String] {
        counts.map { kind, count in
            let outcome =
                switch kind.outcome {
                case .answered: "answered"
                case .refused(let code): code
                case .failed(let kind): kind.rawValue
                }
            return "\(kind.action?.rawValue ?? "unknown") \(outcome) \(count)"
        }.sorted()
    }

    mutating func add(_ action: Action?, _ outcome: Outcome) {
        counts[Kind(action: action, outcome: outcome), default: 0] += 1
    }
}
