import Formats

/// Keys in environment variables.
struct EnvironmentKeys: CredentialProvider {
    let environment: AWSEnvironment

    func fetch() async throws -> Grant {
        let (key, secret) = try keys()
        let expires = try expiration()
        guard expires.map({ $0 > environment.now() }) ?? true else { throw Self.expired }
        let token = environment.variable("AWS_SESSION_TOKEN") ?? environment.variable("AWS_SECURITY_TOKEN")
        let account = environment.variable("AWS_ACCOUNT_ID")
        return Grant(
            Credentials(
                accessKey: key, secretKey: Secret(secret), sessionToken: token.map { Secret($0) },
                expires: expires, account: account),
            from: CredentialOrigin("the environment", account: account))
    }

    private func keys() throws(CredentialFailure) -> (String, String) {
        let names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
        switch (environment.variable(names.0), environment.variable(names.1)) {
        case (let key?, let secret?): return (key, secret)
        case (nil, nil): throw Self.absent
        case (let key, _): throw Self.half(key == nil ? names.0 : names.1, key == nil ? names.1 : names.0)
        }
    }

    private func expiration() throws(CredentialFailure) -> Timestamp? {
        guard let text = environment.variable("AWS_CREDENTIAL_EXPIRATION") else { return nil }
        do {
            return try Timestamp(iso8601: text)
        } catch {
            throw CredentialFailure(
                "AWS_CREDENTIAL_EXPIRATION is not a date",
                hint: "write it as 2026-11-21T01:02:03Z, or unset it",
                kind: .misconfigured)
        }
    }

    private static let absent = CredentialFailure(
        "environment: no AWS_ACCESS_KEY_ID", hint: "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        kind: .absent)

    private static let expired = CredentialFailure(
        "the credentials in the environment have expired (AWS_CREDENTIAL_EXPIRATION)",
        hint: "export new ones, or use a profile, which is refreshed", kind: .refused)

    private static func half(_ missing: String, _ present: String) -> CredentialFailure {
        CredentialFailure(
            "\(present) is set, but not \(missing)", hint: "set both, or unset both", kind: .misconfigured)
    }
}
