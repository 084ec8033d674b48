import AWS
import Formats
import HTTP
import Testing

struct CredentialsInstanceTests {
    static let document = """
        {"Code": "Success", "LastUpdated": "2027-01-15T07:00:00Z", "Type": "AWS-HMAC",
         "AccessKeyId": "ASIAEC2", "SecretAccessKey": "secret", "Token": "token",
         "Expiration": "2027-01-15T14:00:00Z"}
        """

    /// The metadata service, which answers only who has its token.
    static func service(_ request: HTTPRequest, credentials: String = document) -> HTTPResponse {
        let path = "/latest/meta-data/iam/security-credentials/"
        switch (request.method, request.url.path, request.headers["X-aws-ec2-metadata-token"]) {
        case ("PUT", "/latest/api/token", nil):
            let isRight = request.headers["X-aws-ec2-metadata-token-ttl-seconds"] == "21600"
            return isRight ? reply(200, "AQAE-token==") : reply(400, "")
        case ("GET", path, "AQAE-token=="): return reply(200, "Audit")
        case ("GET", path + "Audit", "AQAE-token=="): return reply(200, credentials)
        default: return reply(401, "")
        }
    }

    @Test func `an instance gives the credentials of its role, for a token`() async throws {
        let world = CredentialsWorld()
        let environment = world.environment { request in Self.service(request) }

        let grant = try await DefaultChain(environment).fetch()

        #expect(grant.credentials.accessKey == "ASIAEC2")
        #expect(grant.credentials.sessionToken == Secret("token"))
        #expect(grant.credentials.expires == (try Timestamp(iso8601: "2027-01-15T14:00:00Z")))
        #expect(grant.origin == CredentialOrigin("EC2 instance, role Audit"))
        #expect(world.requests.map(\.method) == ["PUT", "GET", "GET"])
    }

    @Test func `a machine that is no instance costs a second, once`() async {
        let world = CredentialsWorld()

        let failure = await failure(of: DefaultChain(world.environment()))

        #expect(failure?.kind == .absent)
        #expect(world.requests.count == 1)
        #expect(world.requests.first?.patience?.connecting == .seconds(1))
    }

    @Test func `version 1 is never tried`() async {
        let world = CredentialsWorld()
        let environment = world.environment { request in
            request.method == "PUT" ? reply(403, "") : reply(200, Self.document)
        }

        let failure = await failure(of: DefaultChain(environment))

        #expect(failure?.what.hasSuffix("EC2 metadata: 169.254.169.254 gave no token (status 403)") == true)
        #expect(world.requests.allSatisfy { $0.method == "PUT" })
    }

    @Test func `a token that does not come in time points at the hop limit`() async {
        let environment = CredentialsWorld().environment { _ in throw HTTPFailure(.timeout, "too slow") }

        let failure = await failure(of: DefaultChain(environment))

        #expect(failure?.what.contains("hop limit must be 2") == true)
    }

    @Test func `the service can be switched off`() async {
        let world = CredentialsWorld()
        let environment = world.environment(["AWS_EC2_METADATA_DISABLED": "TRUE"]) { Self.service($0) }

        let failure = await failure(of: DefaultChain(environment))

        #expect(failure?.what.hasSuffix("switched off by AWS_EC2_METADATA_DISABLED") == true)
        #expect(world.requests.isEmpty)
    }

    @Test func `an instance without a role has no credentials`() async {
        let environment = CredentialsWorld().environment { request in
            request.method == "PUT" ? reply(200, "t") : reply(404, "<html>Not Found</html>")
        }

        #expect(
            await failure(of: DefaultChain(environment))?.what.hasSuffix("the instance has no role") == true)
    }

    @Test func `a service that says with status 200 that it failed is believed`() async {
        let environment = CredentialsWorld().environment { request in
            Self.service(request, credentials: #"{"Code": "AssumeRoleUnauthorizedAccess"}"#)
        }

        let failure = await failure(of: DefaultChain(environment))

        #expect(
            failure?.what
                == "EC2's metadata service gave no credentials: the service says AssumeRoleUnauthorizedAccess"
        )
        #expect(failure?.kind == .unavailable)
    }

    @Test func `a busy service is asked again`() async throws {
        let world = CredentialsWorld()
        let environment = world.environment { request in
            let isFirstGet = world.requests.filter { $0.method == "GET" }.count == 1
            return request.method == "GET" && isFirstGet ? reply(503, "") : Self.service(request)
        }

        #expect(try await DefaultChain(environment).fetch().credentials.accessKey == "ASIAEC2")
        #expect(world.requests.count == 4)
    }
}
