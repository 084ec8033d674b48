extension Profiles {
    /// Where the files are.
    package struct Location: Equatable, Sendable {
        package var config: String
        package var credentials: String

        package init(_ environment: AWSEnvironment) {
            config = environment.path("AWS_CONFIG_FILE") ?? environment.expanded("~/.aws/config")
            credentials =
                environment.path("AWS_SHARED_CREDENTIALS_FILE") ?? environment.expanded("~/.aws/credentials")
        }
    }

    /// Reads the files of an environment; those that do not exist hold nothing.
    package init(_ environment: AWSEnvironment) throws(CredentialFailure) {
        let location = Location(environment)
        try self.init(
            config: try environment.file(location.config), at: location.config,
            credentials: try environment.file(location.credentials), at: location.credentials)
    }

    /// The profile that counts where nobody names one.
    package static func selectedName(in environment: AWSEnvironment) -> String {
        environment.variable("AWS_PROFILE") ?? environment.variable("AWS_DEFAULT_PROFILE") ?? "default"
    }
}

extension AWSEnvironment {
    /// The region that the environment names, or else a profile; nil where neither does.
    package func region(profile name: String? = nil) throws(CredentialFailure) -> String? {
        var region = variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION")
        if region == nil { region = try profile(name)?["region"] }
        guard let region else { return nil }
        guard AWSName.isRegion(region) else {
            throw CredentialFailure(
                "\(Excerpt.of(region)) cannot be the name of a region",
                hint: "set AWS_REGION, or region in the profile, to one such as eu-central-1",
                kind: .misconfigured)
        }
        return region
    }

    /// A profile by name, or the one that counts where nobody names one; nil where there is none.
    package func profile(_ name: String? = nil) throws(CredentialFailure) -> Profile? {
        try Profiles(self).profiles[name ?? Profiles.selectedName(in: self)]
    }
}
