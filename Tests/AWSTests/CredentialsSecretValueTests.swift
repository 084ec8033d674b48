import Formats
import HTTP
import Testing

@testable import AWS

/// What holds secrets shows none, however it is looked at.
struct CredentialsSecretValueTests {
    static let canary = CredentialsSecretTests.canary

    static func shows(_ value: Any) -> Bool { CredentialsSecretTests.shows(value) }

    static let credentials = Credentials(
        accessKey: "AKIA", secretKey: Secret(canary), sessionToken: Secret(canary))

    @Test func `values that hold secrets show none`() throws {
        let grant = Grant(Self.credentials, from: CredentialOrigin("test"))
        let profile = Profile("p", ["aws_access_key_id": "a", "aws_secret_access_key": Self.canary])
        let profiles = Profiles(profiles: [profile])
        let token = try SSOToken(
            Array(#"{"accessToken": "\#(Self.canary)", "expiresAt": "2028-01-01T00:00:00Z"}"#.utf8))

        #expect(!Self.shows(grant), "a grant")
        #expect(!Self.shows([grant.credentials]), "credentials in an array")
        #expect(!Self.shows(profile), "a profile")
        #expect(!Self.shows(profiles), "profiles")
        #expect(!Self.shows(try ProfileChain("p", in: profiles)), "a chain")
        #expect(!Self.shows(token), "a token")
        #expect(!Self.shows(ProcessOutcome(.exited(0), output: Array(Self.canary.utf8))), "an outcome")
    }

    @Test func `requests that hold secrets show none`() {
        let secret = Secret(Self.canary)
        let role = SSO.GetRoleCredentials(account: "1", role: "a", token: secret)
        let renewal = SSOOIDC.CreateToken(clientID: "i", clientSecret: secret, refreshToken: secret)
        let identity = STS.AssumeRoleWithWebIdentity(roleARN: "a", sessionName: "s", token: secret)
        let headers: HTTPHeaders = ["Authorization": Self.canary]
        let url = HTTPURL(host: "a.example", query: "token=\(Self.canary)")

        #expect(!Self.shows(role), "SSO")
        #expect(!Self.shows(renewal), "OIDC")
        #expect(!Self.shows(identity), "web identity")
        #expect(!Self.shows([role.encode(), renewal.encode(), identity.encode()]), "calls")
        #expect(
            !Self.shows(HTTPRequest("GET", url, headers: headers, body: Array(Self.canary.utf8))), "a request"
        )
        #expect(
            !Self.shows(HTTPResponse(status: 200, headers: headers, body: Array(Self.canary.utf8))),
            "an answer")
    }

    @Test func `caches, sessions and their events show no secret`() async throws {
        struct Source: CredentialProvider {
            func fetch() async throws -> Grant {
                var credentials = CredentialsSecretValueTests.credentials
                credentials.expires = CredentialsWorld.start.adding(seconds: 3600)
                return Grant(credentials, from: CredentialOrigin("source"))
            }
        }
        let world = CredentialsWorld()
        let cache = CachedCredentials(Source(), now: { world.now }, observe: { world.note($0) })
        let environment = world.environment(assume: { request, caller, _ in
            guard world.assumed.count > 1 else { return STS.Session(credentials: caller, arn: "a") }
            throw AWSError(code: "AccessDenied", message: "not \(Self.canary)", status: 403, retry: .never)
        })
        let sessions = RoleSessions(as: cache, in: environment, region: nil, observe: { world.note($0) })
        let source = sessions.source(of: try AccountRole(account: "111122223333", name: "Audit"))

        await cache.discard(try await source.credentials())
        world.pass(3300)
        _ = try? await source.credentials()
        _ = try? await cache.credentials()

        #expect(world.events.count >= 4)
        #expect(!Self.shows(world.events), "events")
        #expect(!Self.shows(cache), "a cache")
        #expect(!Self.shows(sessions), "sessions")
        #expect(!Self.shows(source), "a session")
    }
}
