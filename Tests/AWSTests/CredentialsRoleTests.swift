import AWS
import Formats
import HTTP
import Testing

struct CredentialsRoleTests {
    static let user = Credentials(accessKey: "AKIA", secretKey: Secret("s"))
    static let session = Credentials(accessKey: "ASIA", secretKey: Secret("s"), sessionToken: Secret("t"))

    @Test func `a role is asked for with a form`() {
        var request = STS.AssumeRole("arn:aws:iam::111122223333:role/finance/Audit")
        request.externalID = "a b+c/é"
        request.seconds = 3600

        let call = request.encode()

        #expect(call.method == "POST" && call.path == "/")
        #expect(call.headers["content-type"] == "application/x-www-form-urlencoded")
        #expect(
            String(decoding: call.body, as: UTF8.self)
                == "Action=AssumeRole&Version=2011-06-15"
                + "&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Ffinance%2FAudit"
                + "&RoleSessionName=stocktake&ExternalId=a%20b%2Bc%2F%C3%A9&DurationSeconds=3600")
    }

    @Test func `an answer gives the credentials, their end and their account`() throws {
        let body = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
            <AssumedRoleUser><AssumedRoleId>AROA:s</AssumedRoleId>
            <Arn>arn:aws:sts::111122223333:assumed-role/Audit/stocktake</Arn></AssumedRoleUser>
            <Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s&amp;s</SecretAccessKey>
            <SessionToken>t</SessionToken><Expiration>2027-01-15T09:00:00Z</Expiration></Credentials>
            <PackedPolicySize>6</PackedPolicySize></AssumeRoleResult>
            <ResponseMetadata><RequestId>c6104cbe</RequestId></ResponseMetadata></AssumeRoleResponse>
            """

        let session = try STS.AssumeRole.decode(reply(200, body))

        #expect(session.arn == "arn:aws:sts::111122223333:assumed-role/Audit/stocktake")
        #expect(
            session.credentials
                == Credentials(
                    accessKey: "ASIA", secretKey: Secret("s&s"), sessionToken: Secret("t"),
                    expires: try Timestamp(iso8601: "2027-01-15T09:00:00Z"), account: "111122223333"))
    }

    @Test func `an answer without a token is no answer`() {
        let body = """
            <AssumeRoleResponse><AssumeRoleResult><AssumedRoleUser><Arn>a</Arn></AssumedRoleUser>
            <Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey></Credentials>
            </AssumeRoleResult></AssumeRoleResponse>
            """

        #expect(throws: DecodingFailure("no SessionToken")) {
            try STS.AssumeRole.decode(reply(200, body))
        }
    }

    static func durations(
        _ caller: Credentials, seconds: Int?, refusing: ClosedRange<Int>? = nil
    ) async throws -> [Int?] {
        let world = CredentialsWorld()
        let environment = world.environment(assume: { request, _, _ in
            guard let seconds = request.seconds, refusing?.contains(seconds) == true else {
                return world.session(of: request)
            }
            throw AWSError(
                code: "ValidationError",
                message: "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                status: 400, retry: .never)
        })
        let sessions = RoleSessions(
            as: FixedCredentials(caller), in: environment, region: nil, seconds: seconds)
        let role = try AccountRole(account: "111122223333", name: "Audit")
        _ = try await sessions.source(of: role).credentials()
        return world.assumed.map(\.seconds)
    }

    @Test func `a user may have a role for as long as the role allows`() async throws {
        #expect(try await Self.durations(Self.user, seconds: 43_200) == [43_200])
        #expect(try await Self.durations(Self.user, seconds: nil) == [nil])
    }

    @Test func `a role assumed from a role lasts an hour at most`() async throws {
        #expect(try await Self.durations(Self.session, seconds: 43_200) == [3600])
        #expect(try await Self.durations(Self.session, seconds: 900) == [900])
        #expect(try await Self.durations(Self.session, seconds: nil) == [nil])
    }

    @Test func `a role that does not allow so long is asked for an hour`() async throws {
        #expect(
            try await Self.durations(Self.user, seconds: 43_200, refusing: 3601...43_200) == [43_200, 3600])
    }

    @Test func `a role that refuses an hour too is not asked for ever`() async {
        await #expect(throws: CredentialFailure.self) {
            try await Self.durations(Self.user, seconds: 3600, refusing: 1...43_200)
        }
    }

    @Test(arguments: [
        ("1111", "Audit", nil, "aws"), ("111122223333", "a:b", nil, "aws"),
        ("111122223333", "Audit", "x", "aws"), ("111122223333", "Audit", nil, "aws:x"),
    ])
    func `what cannot be a role is refused before anybody is asked`(
        account: String, name: String, externalID: String?, partition: String
    ) {
        #expect(throws: CredentialFailure.self) {
            try AccountRole(account: account, name: name, externalID: externalID, partition: partition)
        }
    }

    @Test func `a role has an ARN in its partition`() throws {
        let role = try AccountRole(account: "111122223333", name: "/finance/Audit", partition: "aws-cn")

        #expect(role.arn == "arn:aws-cn:iam::111122223333:role/finance/Audit")
    }
}

/// Credentials that are always the same.
struct FixedCredentials: CredentialSource {
    let fixed: Credentials
    let log: CredentialsLog?

    init(_ fixed: Credentials, _ log: CredentialsLog? = nil) {
        self.fixed = fixed
        self.log = log
    }

    func credentials() async throws -> Credentials { fixed }
    func discard(_ refused: Credentials) async { log?.note("discarded \(refused.accessKey)") }
}
