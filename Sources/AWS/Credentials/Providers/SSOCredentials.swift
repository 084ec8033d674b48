import Formats

/// The credentials of a role for somebody who signed in through IAM Identity Center.
struct SSOCredentials: Sendable {
    /// A token that ends sooner is renewed first.
    private static let margin: Int64 = 300

    let settings: SSOSettings
    let environment: AWSEnvironment

    func credentials() async throws -> Credentials {
        guard let account = settings.account, let role = settings.role else {
            throw CredentialFailure(
                "profile \(settings.profile) has an sso_session, but no account and role",
                hint: "add sso_account_id and sso_role_name", kind: .misconfigured)
        }
        let token = try await token()
        let request = SSO.GetRoleCredentials(account: account, role: role, token: token.accessToken)
        do {
            var credentials = try await environment.ask(request, in: settings.region)
            credentials.account = account
            return credentials
        } catch is CancellationError {
            throw CancellationError()
        } catch let error as AWSError where error.status == 401 {
            throw signedOut("the sign-in of profile \(settings.profile) is no longer valid")
        } catch {
            throw CredentialFailure(
                "SSO gives no credentials of role \(role) in account \(account)", error,
                hint: "check sso_account_id and sso_role_name: run aws sso login, and look at the start page")
        }
    }

    /// A token that has not expired: the one kept, or a renewed one.
    private func token() async throws -> SSOToken {
        let file = SSOTokenFile(settings, environment)
        guard let token = try kept(file) else {
            throw signedOut("profile \(settings.profile) is not signed in (no \(file.path))")
        }
        let now = environment.now()
        guard token.expires <= now.adding(seconds: Self.margin) else { return token }
        if let request = token.refreshing(at: now) { return try await renewed(token, request, file) }
        guard token.expires > now else { throw expired(token) }
        return token
    }

    private func renewed(
        _ token: SSOToken, _ request: SSOOIDC.CreateToken, _ file: SSOTokenFile
    ) async throws -> SSOToken {
        do {
            var renewed = token
            renewed.renew(
                with: try await environment.ask(request, in: settings.region), at: environment.now())
            // The token is good even where it cannot be kept; then it is renewed again next time.
            try? file.write(renewed)
            return renewed
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // The old one may still do, and another process may have been quicker to renew it.
            if let kept = try kept(file), kept.expires > environment.now() { return kept }
            if (error as? AWSError)?.retry == .never { throw expired(token) }
            throw CredentialFailure(
                "cannot renew the sign-in of profile \(settings.profile)", error, hint: "run: \(login)")
        }
    }

    private func kept(_ file: SSOTokenFile) throws -> SSOToken? {
        do {
            return try file.read()
        } catch {
            throw CredentialFailure("cannot read \(file.path)", error, hint: "run: \(login)")
        }
    }

    private func expired(_ token: SSOToken) -> CredentialFailure {
        signedOut("the sign-in of profile \(settings.profile) expired at \(token.expires)")
    }

    private func signedOut(_ what: String) -> CredentialFailure {
        CredentialFailure(what, hint: "run: \(login)", kind: .refused)
    }

    private var login: String { "aws sso login --profile \(settings.profile)" }
}
