/// Why a request is not answered, before a service has put it in its words.
enum Objection: Error, Equatable {
    case noCredentials
    case unknownKey
    case wrongSignature
    /// Signed too early or too late; the sentence says by how much.
    case skewed(String)
    case wrongScope(String)
    case expired
    case denied(Denial)
    case throttled
    case brokenDown
    case unavailable
    case unknownOperation(String)
    /// Not in the form that the service reads.
    case malformed
    /// A member that has to be there.
    case absent(String)
    /// A member whose value is not allowed: its name, the value, and what it must be.
    case outside(String, String, String)
    case wrongToken
    /// What only this service objects to.
    case own(status: Int, code: String, message: String, reason: String? = nil)

    /// A request that is understood and not allowed.
    struct Denial: Equatable {
        var caller: String
        var action: Action
        var resource: String
        var cause: Cause

        enum Cause: Equatable {
            case identity, organization
            /// The role does not trust the caller, or is not there: AWS does not say which.
            case trust
            /// Organizations and Account Management have a reason of their own.
            case sentence(String)
        }

        /// What AWS says of it.
        var sentence: String {
            let subject = "User: \(caller) is not authorized to perform: \(action.rawValue)"
            return switch cause {
            case .identity:
                "\(subject) on resource: \(resource) because no identity-based policy allows the "
                    + "\(action.rawValue) action"
            case .organization:
                "\(subject) on resource: \(resource) with an explicit deny in a service control policy"
            case .trust: "\(subject) on resource: \(resource)"
            case .sentence(let sentence): sentence
            }
        }
    }
}
