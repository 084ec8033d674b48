/// A profile of AWS's configuration files.
///
/// The files are read at each fetch: other tools renew what is in them.
struct ProfileCredentials: CredentialProvider {
    let name: String
    let environment: AWSEnvironment

    func fetch() async throws -> Grant {
        let profiles = try Profiles(environment)
        let chain = try ProfileChain(name, in: profiles)
        let region = try region(in: profiles)
        var credentials = try await base(chain.base, region)
        for request in chain.roles {
            let role = AssumedRole(request: request, region: region, environment: environment)
            do {
                credentials = try await role.credentials(for: credentials)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                throw CredentialFailure(assuming: request.roleARN, error)
            }
        }
        return Grant(
            credentials,
            from: CredentialOrigin(
                "profile \(name)", account: credentials.account, role: chain.roles.last?.roleARN))
    }

    private func base(_ base: ProfileChain.Base, _ region: String?) async throws -> Credentials {
        switch base {
        case .keys(let credentials): credentials
        case .webIdentity(let identity): try await identity.credentials(environment, region: region)
        case .sso(let settings):
            try await SSOCredentials(settings: settings, environment: environment).credentials()
        case .process(let command):
            try await CredentialProcess(profile: name, command: command, environment: environment)
                .credentials()
        case .source(let source): try await named(source)
        }
    }

    /// What `credential_source` names; that there is nothing is a mistake here, not a reason to look elsewhere.
    private func named(_ source: ProfileChain.NamedSource) async throws -> Credentials {
        let provider: any CredentialProvider =
            switch source {
            case .environment: EnvironmentKeys(environment: environment)
            case .container: ContainerCredentials(environment: environment)
            case .instance: InstanceMetadata(environment: environment, profile: name)
            }
        do {
            return try await provider.fetch().credentials
        } catch var failure as CredentialFailure where failure.kind == .absent {
            failure.what = "credential_source \(source.rawValue) of profile \(name): \(failure.what)"
            failure.kind = .misconfigured
            throw failure
        }
    }

    private func region(in profiles: Profiles) throws(CredentialFailure) -> String? {
        if let own = profiles.profiles[name]?["region"], AWSName.isRegion(own) { return own }
        return try environment.region(profile: name)
    }
}
