/// How a profile signs in through IAM Identity Center, which AWS's tools call SSO.
package struct SSOSettings: Equatable, Sendable {
    package var profile: String
    /// The `sso-session` section that holds the region and the address; nil where the profile itself does.
    package var session: String?
    package var region: String
    package var startURL: String
    /// The account and the role; nil where the profile is only for tokens.
    package var account: String?
    package var role: String?
}

extension SSOSettings {
    /// What a profile says of it; nil where it says nothing.
    init?(of profile: Profile, in profiles: Profiles) throws(CredentialFailure) {
        let keys = ["sso_session", "sso_start_url", "sso_account_id", "sso_role_name"]
        guard keys.contains(where: { profile[$0] != nil }) else { return nil }
        let section = try Self.section(of: profile, in: profiles)
        let isSession = profile["sso_session"] != nil
        self.profile = profile.name
        session = profile["sso_session"]
        region = try Self.required("sso_region", in: section, isSession, profile)
        startURL = try Self.required("sso_start_url", in: section, isSession, profile)
        guard AWSName.isRegion(region) else {
            throw .wrong(profile.name, "sso_region", "the name of a region, such as eu-central-1")
        }
        account = profile["sso_account_id"]
        role = profile["sso_role_name"]
        if account == nil, role != nil || !isSession { throw .unpaired(profile.name, "sso_account_id") }
        if role == nil, account != nil || !isSession { throw .unpaired(profile.name, "sso_role_name") }
    }

    /// The section with region and address: the session that the profile names, or the profile itself.
    private static func section(of profile: Profile, in profiles: Profiles) throws(CredentialFailure)
        -> Profile
    {
        guard let name = profile["sso_session"] else { return profile }
        guard let section = profiles.ssoSessions[name] else { throw .missingSession(name, of: profile.name) }
        for key in ["sso_region", "sso_start_url"] {
            guard let own = profile[key], own != section[key] else { continue }
            throw .misplaced(key, in: profile.name, session: name)
        }
        return section
    }

    private static func required(
        _ key: String, in section: Profile, _ isSession: Bool, _ profile: Profile
    ) throws(CredentialFailure) -> String {
        if let value = section[key] { return value }
        let place = isSession ? "[sso-session \(section.name)]" : "profile \(profile.name)"
        throw CredentialFailure(
            "\(place) has no \(key)", hint: "run: aws configure sso", kind: .misconfigured)
    }
}
