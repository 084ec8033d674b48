import Formats

/// What proves to AWS who asks.
package struct Credentials: Equatable, Sendable {
    package var accessKey: String
    package var secretKey: Secret
    /// Of a session; nil for a user's own keys.
    package var sessionToken: Secret?
    /// When they end; nil when they do not.
    package var expires: Timestamp?
    /// Whose they are, where whoever gave them said so.
    package var account: String?

    package init(
        accessKey: String, secretKey: Secret, sessionToken: Secret? = nil, expires: Timestamp? = nil,
        account: String? = nil
    ) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.sessionToken = sessionToken
        self.expires = expires
        self.account = account
    }
}

/// Something that has credentials: the environment, a profile, a role.
package protocol CredentialSource: Sendable {
    /// Credentials that have not expired, fetched or refreshed where they have to be.
    func credentials() async throws -> Credentials

    /// Says that AWS refused these, as expired or unknown: the next call fetches new ones.
    func discard(_ refused: Credentials) async
}
