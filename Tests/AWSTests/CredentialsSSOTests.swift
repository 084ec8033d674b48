import AWS
import Formats
import Foundation
import HTTP
import Testing

struct CredentialsSSOTests {
    static let config = """
        [profile audit]
        sso_session = acme
        sso_account_id = 111122223333
        sso_role_name = Audit/x
        [profile old]
        sso_start_url = https://acme.awsapps.com/start
        sso_region = eu-west-1
        sso_account_id = 111122223333
        sso_role_name = Audit
        [profile token]
        sso_session = acme
        [sso-session acme]
        sso_region = eu-central-1
        sso_start_url = https://acme.awsapps.com/start
        """
    // The SHA-1 of "acme" and of the address, as sha1sum has them.
    static let sessionFile = "/home/user/.aws/sso/cache/293abb6b76d7791c0732cc517d38c4b5c734b87f.json"
    static let addressFile = "/home/user/.aws/sso/cache/40169cea58ca6cbf23fb27b2542923fb5f524af0.json"
    static let grant = """
        {"roleCredentials": {"accessKeyId": "ASIASSO", "secretAccessKey": "secret", "sessionToken": "token",
         "expiration": 1800003600999}}
        """
    static let login = "run: aws sso login --profile audit"

    /// The token's file: it ends so many seconds after the world's start.
    static func token(ending seconds: Int64, _ more: String = "") -> String {
        let end = CredentialsWorld.start.adding(seconds: seconds)
        return #"{"startUrl": "x", "accessToken": "old-token", "expiresAt": "\#(end)"\#(more)}"#
    }

    static let renewal =
        #", "refreshToken": "refresh", "clientId": "id", "clientSecret": "client-secret", "n": [1]"#

    static func world(_ token: String?, at path: String = sessionFile) -> CredentialsWorld {
        var files = ["/home/user/.aws/config": config]
        files[path] = token
        return CredentialsWorld(files: files)
    }

    @Test func `who is signed in gets the credentials of the role`() async throws {
        let world = Self.world(Self.token(ending: 3600))
        let environment = world.environment { _ in reply(200, Self.grant) }

        let grant = try await DefaultChain(environment, profile: "audit").fetch()

        let request = try #require(world.requests.first)
        #expect(
            request.url.text
                == "https://portal.sso.eu-central-1.example/federation/credentials"
                + "?role_name=Audit%2Fx&account_id=111122223333")
        #expect(request.headers["x-amz-sso_bearer_token"] == "old-token")
        #expect(
            grant.credentials
                == Credentials(
                    accessKey: "ASIASSO", secretKey: Secret("secret"), sessionToken: Secret("token"),
                    expires: Timestamp(seconds: 1_800_003_600), account: "111122223333"))
    }

    @Test func `a profile of the older kind has its token under the address`() async throws {
        let token = Self.token(ending: 3600).replacingOccurrences(of: "Z\"", with: "UTC\"")
        let world = Self.world(token, at: Self.addressFile)
        let environment = world.environment { _ in reply(200, Self.grant) }

        let grant = try await DefaultChain(environment, profile: "old").fetch()

        #expect(grant.credentials.accessKey == "ASIASSO")
        #expect(world.requests.first?.url.host == "portal.sso.eu-west-1.example")
    }

    @Test(arguments: [
        (nil, "profile audit is not signed in (no \(sessionFile))"),
        (token(ending: -1), "the sign-in of profile audit expired at 2027-01-15T07:59:59Z"),
        (
            token(ending: -1, renewal + #", "registrationExpiresAt": "2027-01-15T07:59:00Z""#),
            "the sign-in of profile audit expired at 2027-01-15T07:59:59Z"
        ),
    ])
    func `who is not signed in any more is told how to`(token: String?, what: String) async {
        let world = Self.world(token)

        let failure = await failure(of: DefaultChain(world.environment(), profile: "audit"))

        #expect(failure == CredentialFailure(what, hint: Self.login, kind: .refused))
        #expect(world.requests.isEmpty)
    }

    @Test func `a token that ends soon is renewed, and kept for AWS's tools`() async throws {
        let world = Self.world(Self.token(ending: 299, Self.renewal))
        let environment = world.environment { request in
            request.method == "GET"
                ? reply(200, Self.grant)
                : reply(
                    200,
                    #"{"accessToken": "new-token", "expiresIn": 28800, "refreshToken": "next", "tokenType": "B"}"#
                )
        }

        _ = try await DefaultChain(environment, profile: "audit").fetch()

        let requests = world.requests
        #expect(requests.map(\.url.text).first == "https://oidc.eu-central-1.example/token")
        let body = try JSON(try #require(requests.first).body)
        #expect(
            body == [
                "clientId": "id", "clientSecret": "client-secret", "grantType": "refresh_token",
                "refreshToken": "refresh",
            ])
        #expect(requests.last?.headers["x-amz-sso_bearer_token"] == "new-token")
        let kept = try JSON(Array(try #require(world.file(Self.sessionFile)).utf8))
        #expect(kept["accessToken"]?.string == "new-token" && kept["refreshToken"]?.string == "next")
        #expect(kept["expiresAt"]?.string == "2027-01-15T16:00:00Z")
        #expect(
            kept["clientSecret"]?.string == "client-secret" && kept["n"] == [1] && kept["startUrl"] == "x")
    }

    @Test func `a token that cannot be renewed serves until it ends`() async throws {
        let world = Self.world(Self.token(ending: 299, Self.renewal))
        let environment = world.environment { request in
            request.method == "GET"
                ? reply(200, Self.grant) : reply(400, #"{"error": "invalid_grant"}"#)
        }

        _ = try await DefaultChain(environment, profile: "audit").fetch()

        #expect(world.requests.last?.headers["x-amz-sso_bearer_token"] == "old-token")
    }

    @Test func `a right to renew that has ended needs a new sign-in, a network that is down does not`() async
    {
        let world = Self.world(Self.token(ending: -1, Self.renewal))
        let ended = world.environment { _ in reply(400, #"{"error": "invalid_grant"}"#) }

        #expect(await failure(of: DefaultChain(ended, profile: "audit"))?.kind == .refused)
        let down = await failure(of: DefaultChain(world.environment(), profile: "audit"))
        #expect(down?.kind == .unavailable)
        #expect(down?.what == "cannot renew the sign-in of profile audit: nobody is there")
    }

    @Test func `what another process has renewed meanwhile is used`() async throws {
        let world = Self.world(Self.token(ending: -1, Self.renewal))
        let environment = world.environment { request in
            guard request.method == "POST" else { return reply(200, Self.grant) }
            let other = Self.token(ending: 3600).replacingOccurrences(of: "old-token", with: "other-token")
            world.replace(Self.sessionFile, other)
            return reply(400, #"{"error": "invalid_grant"}"#)
        }

        _ = try await DefaultChain(environment, profile: "audit").fetch()

        #expect(world.requests.last?.headers["x-amz-sso_bearer_token"] == "other-token")
    }

    @Test func `a sign-in that was ended elsewhere is told as such`() async {
        let environment = Self.world(Self.token(ending: 3600)).environment { _ in
            reply(401, #"{"message": "Session token not found or invalid"}"#)
        }

        let failure = await failure(of: DefaultChain(environment, profile: "audit"))

        #expect(failure?.hint == Self.login)
    }

    @Test func `a role that the user has not is told with its account`() async {
        let environment = Self.world(Self.token(ending: 3600)).environment { _ in
            var answer = reply(403, #"{"message": "No access"}"#)
            answer.headers["x-amzn-ErrorType"] = "ForbiddenException:http://internal.amazon.com/"
            return answer
        }

        let failure = await failure(of: DefaultChain(environment, profile: "audit"))

        #expect(
            failure?.what
                == "SSO gives no credentials of role Audit/x in account 111122223333: ForbiddenException: No access"
        )
    }

    @Test func `a profile for tokens alone has no credentials`() async {
        let environment = Self.world(Self.token(ending: 3600)).environment()

        let failure = await failure(of: DefaultChain(environment, profile: "token"))

        #expect(failure?.hint == "add sso_account_id and sso_role_name")
    }
}
