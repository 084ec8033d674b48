/// What AWS's two configuration files say together.
package struct Profiles: Equatable, Sendable {
    package private(set) var profiles: [String: Profile] = [:]
    package private(set) var ssoSessions: [String: Profile] = [:]
    /// Sections with endpoints of services, which a profile names in `services`.
    package private(set) var services: [String: Profile] = [:]
    /// Headings that mean nothing to AWS, in their order: a hint for whoever misses a profile.
    package private(set) var ignored: [String] = []

    package init(profiles: [Profile] = [], ssoSessions: [Profile] = []) {
        for profile in profiles { self.profiles[profile.name] = profile }
        for session in ssoSessions { self.ssoSessions[session.name] = session }
    }

    /// Reads both files; nil stands for one that does not exist.
    package init(
        config: [UInt8]?, at configPath: String = "config",
        credentials: [UInt8]?, at credentialsPath: String = "credentials"
    ) throws(CredentialFailure) {
        if let config { add(config: try ProfileReader(config, path: configPath).sections) }
        if let credentials {
            add(credentials: try ProfileReader(credentials, path: credentialsPath).sections)
        }
    }

    private mutating func add(config sections: [(heading: String, section: Profile)]) {
        // Where both are there, [default] counts for nothing beside [profile default].
        let hasPrefixedDefault = sections.contains { Self.words($0.heading) == ["profile", "default"] }
        for (heading, section) in sections {
            let words = Self.words(heading)
            let name = words.last ?? ""
            guard AWSName.isProfile(name) else {
                ignored.append(heading)
                continue
            }
            switch words.dropLast() {
            case ["profile"]: Self.add(section, as: name, to: &profiles)
            case ["sso-session"]: Self.add(section, as: name, to: &ssoSessions)
            case ["services"]: Self.add(section, as: name, to: &services)
            case [] where name == "default":
                if !hasPrefixedDefault { Self.add(section, as: name, to: &profiles) }
            default: ignored.append(heading)
            }
        }
    }

    private mutating func add(credentials sections: [(heading: String, section: Profile)]) {
        for (heading, section) in sections {
            guard AWSName.isProfile(heading) else {
                ignored.append(heading)
                continue
            }
            Self.add(section, as: heading, to: &profiles)
        }
    }

    private static func add(_ section: Profile, as name: String, to sections: inout [String: Profile]) {
        sections[name, default: Profile(name)].merge(section)
    }

    private static func words(_ heading: String) -> [String] {
        heading.split { $0 == " " || $0 == "\t" }.map(String.init)
    }
}
