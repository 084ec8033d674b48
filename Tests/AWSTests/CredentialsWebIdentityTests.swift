import AWS
import Formats
import HTTP
import Testing

struct CredentialsWebIdentityTests {
    static let variables = [
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/var/token", "AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/Pod",
        "AWS_REGION": "eu-central-1",
    ]
    static let answer = """
        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleWithWebIdentityResult>
            <SubjectFromWebIdentityToken>system:serviceaccount:a:b</SubjectFromWebIdentityToken>
            <AssumedRoleUser>
              <Arn>arn:aws:sts::111122223333:assumed-role/Pod/stocktake</Arn><AssumedRoleId>A:s</AssumedRoleId>
            </AssumedRoleUser>
            <Credentials>
              <SessionToken>token</SessionToken><SecretAccessKey>secret</SecretAccessKey>
              <Expiration>2027-01-15T09:00:00.123Z</Expiration><AccessKeyId>ASIAPOD</AccessKeyId>
            </Credentials>
          </AssumeRoleWithWebIdentityResult>
        </AssumeRoleWithWebIdentityResponse>
        """

    @Test func `the token of a cluster is exchanged without a signature`() async throws {
        let world = CredentialsWorld(files: ["/var/token": "a.b/c\n"])
        let environment = world.environment(Self.variables) { _ in reply(200, Self.answer) }

        let grant = try await DefaultChain(environment).fetch()

        let request = try #require(world.requests.first)
        #expect(request.url.text == "https://sts.eu-central-1.example/")
        #expect(request.headers["Authorization"] == nil)
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == "Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
                + "&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2FPod&RoleSessionName=stocktake"
                + "&WebIdentityToken=a.b%2Fc")
        let expected = Credentials(
            accessKey: "ASIAPOD", secretKey: Secret("secret"), sessionToken: Secret("token"),
            expires: try Timestamp(iso8601: "2027-01-15T09:00:00Z"), account: "111122223333")
        #expect(grant.credentials == expected)
        #expect(grant.origin.role == "arn:aws:iam::111122223333:role/Pod")
    }

    @Test func `a profile may name the token too`() async throws {
        let config = """
            [profile pod]
            role_arn = arn:aws:iam::111122223333:role/Pod
            web_identity_token_file = ~/token
            role_session_name = nightly
            region = eu-west-1
            """
        let world = CredentialsWorld(files: ["/home/user/.aws/config": config, "/home/user/token": "t"])
        let environment = world.environment { _ in reply(200, Self.answer) }

        let grant = try await DefaultChain(environment, profile: "pod").fetch()

        let request = try #require(world.requests.first)
        #expect(grant.credentials.accessKey == "ASIAPOD")
        #expect(request.url.host == "sts.eu-west-1.example")
        #expect(String(decoding: request.body, as: UTF8.self).contains("RoleSessionName=nightly"))
    }

    @Test(arguments: [
        (nil, "/var/token does not exist"), ("", "/var/token holds no token"),
        ("two words", "/var/token holds no token"),
    ])
    func `a file without a token is told by its path`(content: String?, what: String) async {
        let world = CredentialsWorld(files: content.map { ["/var/token": $0] } ?? [:])

        let failure = await failure(of: DefaultChain(world.environment(Self.variables)))

        #expect(failure?.what == what)
        #expect(world.requests.isEmpty)
    }

    @Test func `what STS refuses is told, and not asked again`() async {
        let world = CredentialsWorld(files: ["/var/token": "t"])
        let environment = world.environment(Self.variables) { _ in
            reply(
                403,
                "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>"
                    + "<Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message></Error>"
                    + "</ErrorResponse>")
        }

        let failure = await failure(of: DefaultChain(environment))

        #expect(
            failure?.what
                == "cannot assume role arn:aws:iam::111122223333:role/Pod with a web identity: AccessDenied: "
                + "Not authorized to perform sts:AssumeRoleWithWebIdentity")
        #expect(failure?.kind == .refused)
        #expect(world.requests.count == 1)
    }

    @Test func `what may pass is asked three times`() async {
        let world = CredentialsWorld(files: ["/var/token": "t"])
        let environment = world.environment(Self.variables) { _ in reply(503, "busy") }

        let failure = await failure(of: DefaultChain(environment))

        #expect(failure?.what.hasSuffix("with a web identity: HTTP 503") == true)
        #expect(failure?.kind == .unavailable)
        #expect(world.requests.count == 3)
    }
}
