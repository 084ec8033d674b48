import AWS
import Formats
import HTTP
import Testing

struct CredentialsChainTests {
    static let keys = ["AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "secret"]
    static let files = [
        "/home/user/.aws/credentials": """
        [default]
        aws_access_key_id = AKIADEFAULT
        aws_secret_access_key = secret
        [other]
        aws_access_key_id = AKIAOTHER
        aws_secret_access_key = secret
        aws_session_token = token
        aws_account_id = 111122223333
        [empty]
        region = eu-central-1
        """
    ]

    static func key(_ variables: [String: String], profile: String? = nil) async throws -> String {
        let environment = CredentialsWorld(files: files).environment(variables)
        return try await DefaultChain(environment, profile: profile).fetch().credentials.accessKey
    }

    @Test func `the environment comes before the files`() async throws {
        #expect(try await Self.key(Self.keys) == "AKIAENV")
        #expect(try await Self.key(Self.keys.merging(["AWS_PROFILE": "other"]) { $1 }) == "AKIAENV")
    }

    @Test func `without keys in the environment a profile counts, named or default`() async throws {
        #expect(try await Self.key([:]) == "AKIADEFAULT")
        #expect(try await Self.key(["AWS_PROFILE": "other"]) == "AKIAOTHER")
    }

    @Test func `a profile named by the pipeline comes before the environment`() async throws {
        #expect(try await Self.key(Self.keys, profile: "other") == "AKIAOTHER")
    }

    @Test func `a profile named by the pipeline is the only place looked at`() async throws {
        let environment = CredentialsWorld(files: Self.files).environment(Self.keys)

        let missing = await failure(of: DefaultChain(environment, profile: "none"))
        #expect(missing?.what == "there is no profile none")
        let empty = await failure(of: DefaultChain(environment, profile: "empty"))
        #expect(empty?.what == "profile empty did not contain credential information")
    }

    @Test func `a session's token, end and account come along`() async throws {
        let variables = Self.keys.merging([
            "AWS_SESSION_TOKEN": "token", "AWS_CREDENTIAL_EXPIRATION": "2027-01-15T09:00:00Z",
        ]) { $1 }
        let world = CredentialsWorld(files: Self.files)
        let grant = try await DefaultChain(world.environment(variables)).fetch()

        #expect(grant.origin == CredentialOrigin("the environment"))
        #expect(grant.credentials.sessionToken == Secret("token"))
        #expect(grant.credentials.expires == (try Timestamp(iso8601: "2027-01-15T09:00:00Z")))

        let other = try await DefaultChain(world.environment(["AWS_PROFILE": "other"])).fetch()
        #expect(other.origin == CredentialOrigin("profile other", account: "111122223333"))
        #expect(other.credentials.sessionToken == Secret("token"))
    }

    @Test(arguments: [
        (["AWS_ACCESS_KEY_ID": "AKIA"], "AWS_ACCESS_KEY_ID is set, but not AWS_SECRET_ACCESS_KEY"),
        (["AWS_SECRET_ACCESS_KEY": "x"], "AWS_SECRET_ACCESS_KEY is set, but not AWS_ACCESS_KEY_ID"),
        (
            keys.merging(["AWS_CREDENTIAL_EXPIRATION": "2027-01-15T07:59:59Z"]) { $1 },
            "the credentials in the environment have expired (AWS_CREDENTIAL_EXPIRATION)"
        ),
        (
            keys.merging(["AWS_CREDENTIAL_EXPIRATION": "soon"]) { $1 },
            "AWS_CREDENTIAL_EXPIRATION is not a date"
        ),
        (
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "/token"],
            "AWS_WEB_IDENTITY_TOKEN_FILE is set, but not AWS_ROLE_ARN"
        ),
        (["AWS_PROFILE": "none"], "there is no profile none"),
    ])
    func `what is half set up ends the search`(variables: [String: String], what: String) async {
        let world = CredentialsWorld(files: Self.files)

        #expect(await failure(of: DefaultChain(world.environment(variables)))?.what == what)
    }

    @Test func `where there is nothing, the failure lists what was looked at, in order`() async {
        let failure = await failure(of: DefaultChain(CredentialsWorld().environment()))

        let looked = [
            "environment: no AWS_ACCESS_KEY_ID", "web identity: no AWS_WEB_IDENTITY_TOKEN_FILE",
            "files: no profile default in /home/user/.aws/config and /home/user/.aws/credentials",
            "container: no AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI",
            "EC2 metadata: no answer from 169.254.169.254",
        ]
        #expect(failure?.what == "no credentials found; looked at: " + looked.joined(separator: "; "))
        #expect(failure?.kind == .absent)
    }

    @Test func `roles of a chain are assumed one after the other`() async throws {
        let config = """
            [profile a]
            role_arn = arn:aws:iam::111122223333:role/A
            source_profile = b
            region = eu-west-1
            external_id = acme
            [profile b]
            role_arn = arn:aws:iam::444455556666:role/B
            source_profile = other
            """
        let world = CredentialsWorld(
            files: Self.files.merging(["/home/user/.aws/config": config]) { $1 })
        let callers = CredentialsLog()
        let environment = world.environment(
            ["AWS_PROFILE": "a"],
            assume: { request, caller, region in
                callers.note("\(caller.accessKey) in \(region ?? "nowhere")")
                return world.session(of: request)
            })

        let grant = try await DefaultChain(environment).fetch()

        #expect(world.assumed.map(\.roleARN.last) == ["B", "A"])
        #expect(world.assumed.map(\.externalID) == [nil, "acme"])
        #expect(callers.lines == ["AKIAOTHER in eu-west-1", "ASIA1 in eu-west-1"])
        #expect(
            grant.origin
                == CredentialOrigin(
                    "profile a", account: "111122223333", role: "arn:aws:iam::111122223333:role/A"))
    }

    @Test func `a credential source that has nothing is a mistake, not a reason to look elsewhere`() async {
        let config = "[profile a]\nrole_arn = arn:x\ncredential_source = Environment"
        let world = CredentialsWorld(files: ["/home/user/.aws/config": config])

        let failure = await failure(of: DefaultChain(world.environment(["AWS_PROFILE": "a"])))

        #expect(
            failure?.what == "credential_source Environment of profile a: environment: no AWS_ACCESS_KEY_ID")
        #expect(failure?.kind == .misconfigured)
    }

    @Test func `a role that may not be assumed says what to do`() async {
        let config = "[profile a]\nrole_arn = arn:aws:iam::111122223333:role/A\nsource_profile = other"
        let world = CredentialsWorld(files: Self.files.merging(["/home/user/.aws/config": config]) { $1 })
        let environment = world.environment(
            ["AWS_PROFILE": "a"],
            assume: { _, _, _ in
                throw AWSError(
                    code: "AccessDenied", message: "User is not authorized", status: 403, retry: .never)
            })

        let failure = await failure(of: DefaultChain(environment))

        #expect(
            failure?.what
                == "cannot assume role arn:aws:iam::111122223333:role/A: AccessDenied: User is not authorized"
        )
        #expect(failure?.hint.contains("trust") == true)
        #expect(failure?.kind == .refused)
    }
}
