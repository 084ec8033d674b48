extension AWSError.Denial {
    /// Who denied a request; nil if nobody did.
    ///
    /// AWS names the kind of policy at the end of the message, and the role and the resource before:
    ///
    ///     User: arn:… is not authorized to perform: ec2:DescribeRegions with an explicit deny in a service
    ///     control policy
    ///     … because no identity-based policy allows the dynamodb:ListTables action
    ///
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
    init?(code: String, message: String, isOfAWS: Bool) {
        // The answer to HEAD has no body and so no code, but one of AWS's own has an id.
        let isBare = code == "HTTP 403" && message.isEmpty && isOfAWS
        guard isBare || Self.codes.contains(code) else { return nil }
        let text = Array(message.utf8)
        let reason = Self.reasons.lazy.compactMap { reason in
            ErrorText.index(of: reason, in: text[...]).map { text[($0 + reason.utf8CodeUnitCount)...] }
        }.first
        let policy = reason.flatMap { reason in
            Self.policies.first { ErrorText.isNext($0.name, in: reason) }
        }
        self = policy?.denial ?? .unknown
    }

    private static let reasons: [StaticString] = [
        "explicit deny in an ", "explicit deny in a ", "because no ",
    ]

    private static let codes: Set<String> = [
        "AccessDenied", "AccessDeniedException", "AccessDeniedForDependencyException",
        "AuthorizationError", "AuthorizationErrorException", "ForbiddenException", "NotAuthorized",
        "NotAuthorizedException", "UnauthorizedOperation", "UnauthorizedException",
        "UnauthorizedAccessException",
    ]

    private static let policies: [(name: StaticString, denial: Self)] = [
        ("identity-based policy", .identity), ("permissions boundary", .boundary),
        ("service control policy", .organization), ("resource control policy", .resourceControl),
        ("session policy", .session), ("resource-based policy", .resource),
        ("VPC endpoint policy", .endpoint),
    ]
}
