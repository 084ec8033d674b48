/// Decides who may go on: the pure half of a `Turnstile`, which does the waiting.
protocol Gatekeeper: Sendable {
    /// What somebody who went on holds.
    associatedtype Pass: Sendable

    mutating func admit(at now: Duration) -> Admission<Pass>
}

/// What a gatekeeper says to the first in line.
enum Admission<Pass: Sendable>: Sendable {
    case pass(Pass)
    /// Ask again then.
    case wait(until: Duration)
    /// Ask again when something has been reported.
    case hold
    case refuse(any Error)
}
