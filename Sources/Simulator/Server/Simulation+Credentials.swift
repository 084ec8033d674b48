import AWS
import Formats

extension Simulation {
    /// The name of the user whose keys the audit begins with.
    static let userName = "stocktake"
    /// What the token of every session begins with, as AWS's do: "origin_ec" in base 64, and what is before it.
    private static let tokenPrefix = "IQoJb3JpZ2luX2Vj"

    private var userKeys: Seal { Seal(draw.at("user key"), .base32, tagSize: 6) }
    private var sessions: Seal { Seal(draw.at("session"), .base64, tagSize: 8) }

    /// The account whose user runs the audit.
    package var auditor: Account {
        switch settings.auditor {
        case .management, .loner: management
        case .delegatedAdministrator: delegatedAdministrator ?? management
        case .member: account(min(AccountRole.firstMember - 1, settings.accounts - 1))
        }
    }

    /// The keys that the audit begins with.
    package var credentials: Credentials { credentials(ofUserIn: auditor) }

    /// The keys of a user in any account.
    package func credentials(ofUserIn account: Account) -> Credentials {
        var index: [UInt8] = []
        index.append(UInt64(account.index), 4)
        let key = "AKIA" + userKeys.token(index)
        return Credentials(accessKey: key, secretKey: Secret(secret(of: key)))
    }

    /// What a role gives out, with a key that nobody has to remember.
    func credentials(of session: Session) -> Credentials {
        let token = Self.tokenPrefix + sessions.token(session.bytes)
        let key = accessKey(of: session)
        return Credentials(
            accessKey: key, secretKey: Secret(secret(of: key)), sessionToken: Secret(token),
            expires: session.expires)
    }

    /// Whose key and token these are; nil when nobody's.
    func caller(_ accessKey: String, token: String?) -> Caller? {
        guard accessKey.hasPrefix("ASIA") else { return user(accessKey, token) }
        guard let token, token.hasPrefix(Self.tokenPrefix) else { return nil }
        guard let bytes = sessions.payload(of: String(token.dropFirst(Self.tokenPrefix.count))),
            let session = Session(bytes), session.account < settings.accounts,
            accessKey == self.accessKey(of: session)
        else { return nil }
        return Caller(
            account: account(session.account), principal: .session(session), secret: secret(of: accessKey))
    }

    private func user(_ accessKey: String, _ token: String?) -> Caller? {
        guard accessKey.hasPrefix("AKIA"), token == nil else { return nil }
        guard let bytes = userKeys.payload(of: String(accessKey.dropFirst(4))), bytes.count == 4 else {
            return nil
        }
        let index = bytes.reduce(0) { $0 << 8 | Int($1) }
        guard index < settings.accounts else { return nil }
        return Caller(
            account: account(index), principal: .user(Self.userName), secret: secret(of: accessKey))
    }

    private func accessKey(of session: Session) -> String {
        "ASIA" + Alphabet.base32.text(draw.at("session key").at(session.bytes).bytes(10))
    }

    private func secret(of accessKey: String) -> String {
        Alphabet.base64.text(draw.at("secret").at(text: accessKey).bytes(30))
    }
}
