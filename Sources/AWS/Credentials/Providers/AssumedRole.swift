/// A role, and how it is assumed by somebody who has credentials.
struct AssumedRole: Sendable {
    /// AWS's own default, and its ceiling for a role that is assumed from a role.
    private static let hour = 3600

    let request: STS.AssumeRole
    let region: String?
    let environment: AWSEnvironment

    /// The role's credentials.
    ///
    /// A role that does not allow the duration is asked for an hour, which every role allows. Errors come as they
    /// are: what they mean to the user depends on who asked.
    func credentials(for caller: Credentials) async throws -> Credentials {
        var request = request
        // A session that assumes a role is a chain, which AWS refuses to make longer than an hour.
        if caller.sessionToken != nil { request.seconds = request.seconds.map { min($0, Self.hour) } }
        do {
            return try await environment.assumeRole(request, caller, region).credentials
        } catch let error as AWSError where Self.isTooLong(request, error) {
            request.seconds = Self.hour
            return try await environment.assumeRole(request, caller, region).credentials
        }
    }

    private static func isTooLong(_ request: STS.AssumeRole, _ error: AWSError) -> Bool {
        // "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        (request.seconds ?? 0) > hour && error.code == "ValidationError"
            && error.message.contains("DurationSeconds")
    }
}

extension CredentialFailure {
    init(assuming role: String, _ error: any Error) {
        self.init("cannot assume role \(Excerpt.of(role))", error, hint: Self.hint(assuming: error))
    }

    static func hint(assuming error: any Error) -> String {
        guard let error = error as? AWSError else { return "run again" }
        switch error.code {
        case "AccessDenied", "AccessDeniedException":
            return "let the role trust the caller (with its external id), or list the account under exclude"
        case "RegionDisabledException": return "switch STS on for the region, or name another region"
        case "ExpiredToken", "ExpiredTokenException": return "renew the credentials that assume the role"
        default: return "check the role's name, its external id and its session name"
        }
    }
}
