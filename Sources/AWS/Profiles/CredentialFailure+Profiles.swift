/// What can be wrong with profiles.
extension CredentialFailure {
    static func missing(_ name: String, in profiles: Profiles) -> CredentialFailure {
        let names = profiles.profiles.keys.sorted()
        guard !profiles.ignored.contains(name) else {
            return CredentialFailure(
                "there is no profile \(name)",
                hint: "the config file has [\(name)]: write it as [profile \(name)]", kind: .absent)
        }
        let choice = names.isEmpty ? "run: aws configure" : "choose one of: \(names.joined(separator: ", "))"
        let what = "there is no profile \(name)" + (names.isEmpty ? ", nor any other" : "")
        return CredentialFailure(what, hint: choice, kind: .absent)
    }

    static func noCredentials(_ name: String, _ kind: Kind) -> CredentialFailure {
        CredentialFailure(
            "profile \(name) did not contain credential information",
            hint: "give it keys, a role_arn with a source_profile, or an sso_session", kind: kind)
    }

    static func missingSource(_ source: String, of name: String) -> CredentialFailure {
        CredentialFailure(
            "could not find source profile \(Excerpt.of(source)) referenced from \(name)",
            hint: "add [profile \(Excerpt.of(source))] or correct source_profile", kind: .misconfigured)
    }

    static func loop(from name: String, at next: String) -> CredentialFailure {
        CredentialFailure(
            "profile \(name) formed an infinite loop: its source_profile leads to \(next) again",
            hint: "let the last source_profile name one that has credentials of its own", kind: .misconfigured
        )
    }

    static func sourceless(_ name: String) -> CredentialFailure {
        CredentialFailure(
            "profile \(name) has a role_arn and must contain source_profile or credential_source",
            hint: "add source_profile = the profile that may assume the role", kind: .misconfigured)
    }

    static func twoSources(_ name: String) -> CredentialFailure {
        CredentialFailure(
            "profile \(name) contained both source_profile and credential_source", hint: "remove one of them",
            kind: .misconfigured)
    }

    static func half(_ name: String, _ key: String) -> CredentialFailure {
        CredentialFailure(
            "profile \(name) is missing \(key)", hint: "add it, or remove the other half of the keys",
            kind: .misconfigured)
    }

    static func roleless(_ name: String) -> CredentialFailure {
        CredentialFailure(
            "profile \(name) has a web_identity_token_file, but role_arn was missing",
            hint: "add role_arn = the role that trusts the token", kind: .misconfigured)
    }

    static func needsMFA(_ name: String, _ device: String) -> CredentialFailure {
        CredentialFailure(
            "profile \(name) needs MFA (mfa_serial \(Excerpt.of(device))), and nobody is there at night to type a code",
            hint: "use a role that needs no MFA, or credential_process with a tool that asks for it",
            kind: .misconfigured)
    }

    static func loginSession(_ name: String) -> CredentialFailure {
        CredentialFailure(
            "profile \(name) uses login_session, which stocktake does not read",
            hint:
                "set credential_process = aws configure export-credentials --profile \(name) in another profile",
            kind: .misconfigured)
    }

    static func unpaired(_ name: String, _ key: String) -> CredentialFailure {
        CredentialFailure(
            "profile \(name) signs in through SSO and must also set \(key)", hint: "run: aws configure sso",
            kind: .misconfigured)
    }

    static func missingSession(_ session: String, of name: String) -> CredentialFailure {
        CredentialFailure(
            "sso-session named \(Excerpt.of(session)), referenced by profile \(name), was not found",
            hint: "add [sso-session \(Excerpt.of(session))] to the config file, or run: aws configure sso",
            kind: .misconfigured)
    }

    static func misplaced(_ key: String, in name: String, session: String) -> CredentialFailure {
        CredentialFailure(
            "\(key) of profile \(name) is not that of its [sso-session \(session)]",
            hint: "leave \(key) to the sso-session section", kind: .misconfigured)
    }

    static func wrong(_ name: String, _ key: String, _ wanted: String) -> CredentialFailure {
        CredentialFailure(
            "\(key) of profile \(name) cannot be used", hint: "it must be \(wanted)", kind: .misconfigured)
    }
}
