/// How a profile comes to its credentials: something to start from, and roles assumed one after the other.
///
///     [profile audit]                         chain("audit") = keys of "root" → role Audit
///     role_arn = arn:aws:iam::…:role/Audit
///     source_profile = root
///
/// It is worked out from the files alone; nobody is asked.
package struct ProfileChain: Equatable, Sendable {
    package enum Base: Equatable, Sendable {
        case keys(Credentials)
        case source(NamedSource)
        case webIdentity(WebIdentity)
        case sso(SSOSettings)
        /// A command that prints credentials; its words may hold secrets of their own.
        case process(Secret)
    }

    /// What `credential_source` may say.
    package enum NamedSource: String, Sendable {
        case environment = "Environment"
        case instance = "Ec2InstanceMetadata"
        case container = "EcsContainer"
    }

    package private(set) var base: Base
    /// In the order in which they are assumed.
    package private(set) var roles: [STS.AssumeRole] = []

    package init(_ name: String, in profiles: Profiles) throws(CredentialFailure) {
        guard let selected = profiles.profiles[name] else { throw .missing(name, in: profiles) }
        var profile = selected
        var visited: Set = [name]
        while let role = try profile.role() {
            roles.insert(role, at: 0)
            guard let next = try profile.sourceName(), next != profile.name else { break }
            guard visited.insert(next).inserted else { throw .loop(from: name, at: next) }
            guard let source = profiles.profiles[next] else { throw .missingSource(next, of: profile.name) }
            profile = source
            // A profile that others stand on gives its keys, if it has any, and not its role.
            if let keys = profile.wholeKeys {
                base = .keys(keys)
                return
            }
        }
        guard let found = try profile.base(in: profiles) else {
            throw .noCredentials(profile.name, roles.isEmpty ? .absent : .misconfigured)
        }
        base = found
    }
}
