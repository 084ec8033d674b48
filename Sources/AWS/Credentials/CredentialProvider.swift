import Formats

/// Something that credentials are fetched from, anew at each call; `CachedCredentials` keeps them.
///
/// What it throws is a `CredentialFailure`, or `CancellationError`.
package protocol CredentialProvider: Sendable {
    func fetch() async throws -> Grant
}

/// Credentials, and who gave them.
package struct Grant: Equatable, Sendable {
    package var credentials: Credentials
    package var origin: CredentialOrigin

    package init(_ credentials: Credentials, from origin: CredentialOrigin) {
        self.credentials = credentials
        self.origin = origin
    }
}

/// Where credentials are from, as an audit trail names it.
package struct CredentialOrigin: Hashable, Sendable {
    /// In words: `the environment`, `profile audit`.
    package var source: String
    package var account: String?
    /// The ARN of the role, where they are those of one.
    package var role: String?

    package init(_ source: String, account: String? = nil, role: String? = nil) {
        self.source = source
        self.account = account
        self.role = role
    }
}

/// What happened to credentials: an audit trail without a secret in it.
package enum CredentialEvent: Equatable, Sendable {
    /// There are some, where there were none; `expires` is nil for those that do not.
    case acquired(CredentialOrigin, expires: Timestamp?)
    case refreshed(CredentialOrigin, old: Timestamp?, new: Timestamp?)
    /// They came to their end, or AWS refused them.
    case expired(CredentialOrigin, at: Timestamp)
    /// They could not be refreshed, and are used on until they expire.
    case kept(CredentialOrigin, until: Timestamp?, why: String)
    /// A role of another account was assumed; `from` is nil where the caller's account is not known.
    case crossAccount(from: String?, to: CredentialOrigin)
}

package typealias CredentialObserver = @Sendable (CredentialEvent) -> Void
