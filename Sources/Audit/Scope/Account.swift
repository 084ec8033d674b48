import Formats

/// An account of the organisation, as it is known.
struct Account: Equatable, Sendable {
    var id: String
    var name: String
    /// Nil where the organisation did not say, as of an account that the pipeline file names.
    var state: State?
    /// The units from the root down to the one that it lies in; empty outside of an organisation.
    var units: [String] = []
    var joined: Timestamp?
    /// Nil where they are not known.
    var tags: [String: String]?

    enum State: String, Sendable {
        case pendingActivation = "PENDING_ACTIVATION"
        case active = "ACTIVE"
        case suspended = "SUSPENDED"
        case pendingClosure = "PENDING_CLOSURE"
        case closed = "CLOSED"
    }
}
