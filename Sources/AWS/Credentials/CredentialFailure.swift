import Formats
import HTTP

/// Why there are no credentials, and what to do about it.
package struct CredentialFailure: Error, Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// Nothing is set up here; another place may have some.
        case absent
        /// What is set up cannot work.
        case misconfigured
        /// Whoever gives them said no.
        case refused
        /// Whoever gives them did not answer, or not sensibly: later it may.
        case unavailable
    }

    /// What happened, with the names that matter and without secrets.
    package var what: String
    package var hint: String
    package var kind: Kind
    /// Who denied them, where AWS said so.
    package var denial: AWSError.Denial?

    package init(_ what: String, hint: String, kind: Kind, denial: AWSError.Denial? = nil) {
        self.what = what
        self.hint = hint
        self.kind = kind
        self.denial = denial
    }
}

extension CredentialFailure: CustomStringConvertible {
    package var description: String { what }
}

extension CredentialFailure {
    /// What went wrong while doing something, such as "cannot assume role Audit".
    init(_ doing: String, _ error: any Error, hint: String) {
        switch error {
        case let failure as CredentialFailure:
            self = failure
        case let error as AWSError:
            let message = error.message.isEmpty ? "" : ": " + Excerpt.of(error.message)
            let isLasting = error.retry == .never || error.retry == .expired
            self.init(
                "\(doing): \(Excerpt.of(error.code))\(message)", hint: hint,
                kind: isLasting ? .refused : .unavailable, denial: error.denial)
        case let failure as HTTPFailure:
            self.init(
                "\(doing): \(failure.reason)", hint: "check the network, and run again", kind: .unavailable)
        case let failure as DecodingFailure:
            // Not its path: keys come from the text, and whoever wrote that may have put anything there.
            let place = failure.place.map { " at \($0)" } ?? ""
            self.init("\(doing): \(failure.reason)\(place)", hint: hint, kind: .unavailable)
        default:
            self.init("\(doing): \(type(of: error))", hint: hint, kind: .unavailable)
        }
    }
}
