extension Profile {
    /// The role that the profile asks for; nil where it asks for none, or proves itself by a token for it.
    func role() throws(CredentialFailure) -> STS.AssumeRole? {
        guard let arn = self["role_arn"], self["web_identity_token_file"] == nil else { return nil }
        if let device = self["mfa_serial"] { throw .needsMFA(name, device) }
        var request = STS.AssumeRole(arn)
        if let sessionName = try sessionName() { request.sessionName = sessionName }
        request.externalID = self["external_id"]
        guard request.externalID.map(AWSName.isExternalID) ?? true else {
            throw .wrong(name, "external_id", "2 to 1224 letters, digits and any of _+=,.@:/-")
        }
        if let text = self["duration_seconds"] {
            guard let seconds = Int(text), (900...43_200).contains(seconds) else {
                throw .wrong(name, "duration_seconds", "a number from 900 to 43200")
            }
            request.seconds = seconds
        }
        return request
    }

    private func sessionName() throws(CredentialFailure) -> String? {
        guard let text = self["role_session_name"] else { return nil }
        guard AWSName.isSessionName(text) else {
            throw .wrong(name, "role_session_name", "2 to 64 letters, digits and any of _+=,.@-")
        }
        return text
    }

    /// The profile whose credentials assume this one's role; nil where the profile itself has them.
    func sourceName() throws(CredentialFailure) -> String? {
        switch (self["source_profile"], self["credential_source"]) {
        case (nil, nil): throw .sourceless(name)
        case (.some, .some): throw .twoSources(name)
        case (let source, _): return source
        }
    }

    /// The keys of the profile, where it has both.
    var wholeKeys: Credentials? {
        guard let key = self["aws_access_key_id"], let secret = self["aws_secret_access_key"] else {
            return nil
        }
        return Credentials(
            accessKey: key, secretKey: Secret(secret),
            sessionToken: self["aws_session_token"].map { Secret($0) },
            account: self["aws_account_id"])
    }

    /// Where the profile has credentials from, roles aside; nil where from nowhere.
    func base(in profiles: Profiles) throws(CredentialFailure) -> ProfileChain.Base? {
        if let text = self["credential_source"] {
            guard let source = ProfileChain.NamedSource(rawValue: text) else {
                throw .wrong(name, "credential_source", "Environment, Ec2InstanceMetadata or EcsContainer")
            }
            return .source(source)
        }
        if let identity = try webIdentity() { return .webIdentity(identity) }
        if let settings = try SSOSettings(of: self, in: profiles) { return .sso(settings) }
        if let keys = wholeKeys { return .keys(keys) }
        if let missing = missingKey { throw .half(name, missing) }
        if let command = self["credential_process"] { return .process(Secret(command)) }
        if self["login_session"] != nil { throw .loginSession(name) }
        return nil
    }

    private func webIdentity() throws(CredentialFailure) -> WebIdentity? {
        guard let file = self["web_identity_token_file"] else { return nil }
        guard let role = self["role_arn"] else { throw .roleless(name) }
        return WebIdentity(tokenFile: file, roleARN: role, sessionName: try sessionName())
    }

    private var missingKey: String? {
        switch (self["aws_access_key_id"], self["aws_secret_access_key"]) {
        case (.some, nil): "aws_secret_access_key"
        case (nil, .some): "aws_access_key_id"
        default: nil
        }
    }
}
