/// Where AWS's tools look for credentials, one place after the other, until there are some.
///
/// A place that is set up, but fails, ends the search: going on would mean to act as somebody else.
package struct DefaultChain: CredentialProvider {
    private let environment: AWSEnvironment
    private let profile: String?

    /// A profile that is named here is the only place looked at, as with `aws --profile`.
    package init(_ environment: AWSEnvironment, profile: String? = nil) {
        self.environment = environment
        self.profile = profile
    }

    package func fetch() async throws -> Grant {
        if let profile {
            return try await ProfileCredentials(name: profile, environment: environment).fetch()
        }
        var looked: [String] = []
        for provider in providers {
            do {
                return try await provider.fetch()
            } catch let failure as CredentialFailure where failure.kind == .absent {
                looked.append(failure.what)
            }
        }
        throw CredentialFailure(
            "no credentials found; looked at: " + looked.joined(separator: "; "),
            hint: "set AWS_PROFILE to a profile that has some, or run: aws configure", kind: .absent)
    }

    private var providers: [any CredentialProvider] {
        let profile = Profiles.selectedName(in: environment)
        return [
            EnvironmentKeys(environment: environment),
            EnvironmentWebIdentity(environment: environment),
            SelectedProfile(environment: environment),
            ContainerCredentials(environment: environment),
            InstanceMetadata(environment: environment, profile: profile),
        ]
    }
}

/// The profile that `AWS_PROFILE` names, or `default`, which need not exist.
private struct SelectedProfile: CredentialProvider {
    let environment: AWSEnvironment

    func fetch() async throws -> Grant {
        let name = Profiles.selectedName(in: environment)
        let profiles = try Profiles(environment)
        guard profiles.profiles[name] == nil else {
            return try await ProfileCredentials(name: name, environment: environment).fetch()
        }
        guard name == "default" else {
            var failure = CredentialFailure.missing(name, in: profiles)
            failure.kind = .misconfigured
            throw failure
        }
        let location = Profiles.Location(environment)
        throw CredentialFailure(
            "files: no profile default in \(location.config) and \(location.credentials)",
            hint: "run: aws configure", kind: .absent)
    }
}
