/// A role that trusts a token which somebody else writes into a file, such as a Kubernetes cluster.
package struct WebIdentity: Equatable, Sendable {
    package var tokenFile: String
    package var roleARN: String
    package var sessionName: String?
}

extension WebIdentity {
    /// What the environment says of it.
    init(_ environment: AWSEnvironment) throws(CredentialFailure) {
        let role = environment.variable("AWS_ROLE_ARN")
        guard let file = environment.variable("AWS_WEB_IDENTITY_TOKEN_FILE") else {
            throw CredentialFailure(
                "web identity: no AWS_WEB_IDENTITY_TOKEN_FILE",
                hint: "set AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN", kind: .absent)
        }
        guard let role else {
            throw CredentialFailure(
                "AWS_WEB_IDENTITY_TOKEN_FILE is set, but not AWS_ROLE_ARN",
                hint: "set AWS_ROLE_ARN to the role that trusts the token", kind: .misconfigured)
        }
        self.init(
            tokenFile: file, roleARN: role, sessionName: environment.variable("AWS_ROLE_SESSION_NAME"))
    }

    /// Shows the token to STS.
    ///
    /// The file is read each time: a cluster writes a new token long before the old one ends.
    func credentials(_ environment: AWSEnvironment, region: String?) async throws -> Credentials {
        let request = STS.AssumeRoleWithWebIdentity(
            roleARN: roleARN, sessionName: sessionName ?? "stocktake", token: try token(environment))
        do {
            return try await environment.ask(request, in: region).credentials
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw CredentialFailure(
                "cannot assume role \(Excerpt.of(roleARN)) with a web identity", error,
                hint: "check that the role trusts the identity provider, its audience and its subject")
        }
    }

    private func token(_ environment: AWSEnvironment) throws(CredentialFailure) -> Secret {
        let path = environment.expanded(tokenFile)
        let text = try environment.file(path).map { String(decoding: $0, as: UTF8.self) }
        let words = text?.split(whereSeparator: \.isWhitespace) ?? []
        guard words.count == 1 else {
            throw CredentialFailure(
                "\(path) \(text == nil ? "does not exist" : "holds no token")",
                hint: "check the path; a cluster mounts it for pods whose service account has a role",
                kind: .misconfigured)
        }
        return Secret(String(words[0]))
    }
}

/// The web identity that environment variables name.
struct EnvironmentWebIdentity: CredentialProvider {
    let environment: AWSEnvironment

    func fetch() async throws -> Grant {
        let identity = try WebIdentity(environment)
        let credentials = try await identity.credentials(environment, region: try environment.region())
        return Grant(
            credentials,
            from: CredentialOrigin("web identity", account: credentials.account, role: identity.roleARN))
    }
}
