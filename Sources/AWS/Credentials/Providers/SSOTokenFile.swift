import Formats

/// The file in which AWS's tools keep the token of a sign-in, and share it.
struct SSOTokenFile: Sendable {
    let path: String
    private let files: CredentialFiles

    /// It is named after the session, or, where the profile is of the older kind, after the address.
    init(_ settings: SSOSettings, _ environment: AWSEnvironment) {
        let name = settings.session ?? settings.startURL
        path = environment.expanded("~/.aws/sso/cache/\(SHA1.hex(of: name.utf8.span)).json")
        files = environment.files
    }

    /// The token; nil where there is none.
    func read() throws -> SSOToken? {
        try files.read(path).map { try SSOToken($0) }
    }

    /// Puts a renewed token into the file.
    ///
    /// What else is in it stays: the AWS CLI needs it.
    func write(_ token: SSOToken) throws {
        var members = try files.read(path).flatMap { try JSON($0).members } ?? []
        Self.set("accessToken", token.accessToken.exposed, &members)
        Self.set("expiresAt", token.expires.description, &members)
        if let refreshToken = token.refreshToken { Self.set("refreshToken", refreshToken.exposed, &members) }
        var writer = JSONWriter()
        writer.value(.object(members))
        try files.replace(path, writer.bytes)
    }

    private static func set(_ key: String, _ value: String, _ members: inout [JSON.Member]) {
        members.removeAll { $0.key == key }
        members.append(JSON.Member(key, value))
    }
}
