import Formats

/// What signing in through IAM Identity Center left behind, as the AWS CLI keeps it.
struct SSOToken: Equatable, Sendable {
    var accessToken: Secret
    var expires: Timestamp
    /// With these three a new token can be had; nil where the sign-in gave no such right.
    var refreshToken: Secret?
    var clientID: String?
    var clientSecret: Secret?
    var registrationExpires: Timestamp?

    init(_ body: [UInt8]) throws(DecodingFailure) {
        let fields = try Self.fields(body)
        guard let token = fields["accessToken"] else { throw DecodingFailure("no accessToken") }
        guard let expires = fields["expiresAt"] else { throw DecodingFailure("no expiresAt") }
        accessToken = Secret(token)
        self.expires = try Self.date(expires)
        refreshToken = fields["refreshToken"].map { Secret($0) }
        clientID = fields["clientId"]
        clientSecret = fields["clientSecret"].map { Secret($0) }
        registrationExpires = try fields["registrationExpiresAt"].map(Self.date)
    }

    private static func fields(_ body: [UInt8]) throws(DecodingFailure) -> [String: String] {
        try JSONReader.read(body) { reader in
            var fields: [String: String] = [:]
            try reader.object { key, reader in
                guard try reader.kind() == .string else { return }
                fields[String(key)] = try reader.string()
            }
            return fields
        }
    }

    /// The first versions of the AWS CLI 2 wrote `UTC` for `Z`.
    private static func date(_ text: String) throws(DecodingFailure) -> Timestamp {
        try Timestamp(iso8601: text.hasSuffix("UTC") ? text.dropLast(3) + "Z" : text)
    }

    /// What asks for a new token; nil where the sign-in gave no right to it, or that has ended.
    func refreshing(at now: Timestamp) -> SSOOIDC.CreateToken? {
        guard let refreshToken, let clientID, let clientSecret, registrationExpires.map({ $0 > now }) ?? true
        else { return nil }
        return SSOOIDC.CreateToken(clientID: clientID, clientSecret: clientSecret, refreshToken: refreshToken)
    }

    mutating func renew(with answer: SSOOIDC.CreateToken.Response, at now: Timestamp) {
        accessToken = answer.accessToken
        expires = now.adding(seconds: Int64(answer.seconds))
        refreshToken = answer.refreshToken ?? refreshToken
    }
}
