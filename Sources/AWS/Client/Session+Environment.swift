import Formats
import HTTP

extension Session {
    /// What finds credentials, with roles taken by signed requests of this session.
    package func environment(
        _ variables: [String: String], now: @escaping @Sendable () -> Timestamp
    ) -> AWSEnvironment {
        AWSEnvironment(
            variables: variables, transport: transport, now: now,
            endpoint: { service, region throws in
                try routes.route(to: service, in: region ?? Partition.aws.home).endpoint.url
            },
            assumeRole: { request, caller, region in
                try await assume(request, as: caller, in: region)
            })
    }

    /// Asks for a role where the caller's region is, or else where the partition keeps what is global.
    private func assume(
        _ request: STS.AssumeRole, as caller: Credentials, in region: String?
    ) async throws -> STS.Session {
        let partition = Partition(ofARN: request.roleARN)
        let client = client(
            StaticCredentials(caller), account: caller.account ?? "", partition: partition,
            region: region ?? partition.home)
        return try await client.send(request)
    }
}

/// Credentials as they are: whoever has them renews them.
private struct StaticCredentials: CredentialSource {
    private let own: Credentials

    init(_ credentials: Credentials) { own = credentials }

    func credentials() -> Credentials { own }

    func discard(_ refused: Credentials) {}
}
