import AWS
import Formats
import Testing

struct ProfileTests {
    static func profiles(_ config: String, credentials: String? = nil) throws -> Profiles {
        try Profiles(
            config: Array(config.utf8), at: "/home/user/.aws/config",
            credentials: credentials.map { Array($0.utf8) }, at: "/home/user/.aws/credentials")
    }

    @Test(arguments: [
        ("[profile a\n", "/home/user/.aws/config, line 1: profile definition must end with ']'"),
        ("[profile a] x\n", "/home/user/.aws/config, line 1: profile definition must end with ']'"),
        ("# x\n\nregion = eu-central-1", "/home/user/.aws/config, line 3: expected a profile definition"),
        (
            "[default]\r\nregion eu-central-1\r\n",
            "/home/user/.aws/config, line 2: expected an '=' sign defining a property"
        ),
        (
            "[default]\ns3 =\n  max",
            "/home/user/.aws/config, line 3: expected an '=' sign defining a sub-property"
        ),
    ])
    func `a mistake is told with its file and line, and what to write`(config: String, what: String) {
        let failure = #expect(throws: CredentialFailure.self) { try Self.profiles(config) }

        #expect(failure?.what == what)
        #expect(failure?.kind == .misconfigured)
        #expect(failure?.hint.isEmpty == false)
    }

    @Test func `a mistake in the credentials file names that file`() {
        let failure = #expect(throws: CredentialFailure.self) { try Self.profiles("", credentials: "x = y") }

        #expect(failure?.what == "/home/user/.aws/credentials, line 1: expected a profile definition")
    }

    @Test func `endpoints of services are sections of their own`() throws {
        let profiles = try Self.profiles(
            """
            [profile local]
            services = moto
            [services moto]
            dynamodb =
              endpoint_url = http://127.0.0.1:5000
            s3 =
              endpoint_url = http://127.0.0.1:5001
            """)

        #expect(profiles.profiles["local"]?["services"] == "moto")
        let section = try #require(profiles.services["moto"])
        #expect(section.nested("dynamodb") == ["endpoint_url": "http://127.0.0.1:5000"])
        #expect(section.nested("s3") == ["endpoint_url": "http://127.0.0.1:5001"])
        #expect(section.nested("ecr").isEmpty)
    }

    @Test func `a profile without its prefix is found out`() throws {
        let profiles = try Self.profiles("[audit]\nregion = eu-central-1")

        let failure = #expect(throws: CredentialFailure.self) { try ProfileChain("audit", in: profiles) }

        #expect(failure?.what == "there is no profile audit")
        #expect(failure?.hint == "the config file has [audit]: write it as [profile audit]")
    }

    @Test func `a profile that is missing is told with those there are`() throws {
        let profiles = try Self.profiles("[profile b]\n[profile a]\n[default]")

        let failure = #expect(throws: CredentialFailure.self) { try ProfileChain("audit", in: profiles) }

        #expect(failure?.hint == "choose one of: a, b, default")
    }

    @Test func `a role that needs MFA is refused with a way out`() throws {
        let profiles = try Self.profiles(
            """
            [profile audit]
            role_arn = arn:aws:iam::111122223333:role/Audit
            source_profile = root
            mfa_serial = arn:aws:iam::111122223333:mfa/ann
            """)

        let failure = #expect(throws: CredentialFailure.self) { try ProfileChain("audit", in: profiles) }

        #expect(
            failure?.what.hasPrefix("profile audit needs MFA (mfa_serial arn:aws:iam::111122223333:mfa/ann)")
                == true)
        #expect(failure?.hint.contains("credential_process") == true)
    }

    @Test func `a sign-in by aws login is recognised`() throws {
        let profiles = try Self.profiles("[profile ann]\nlogin_session = arn:aws:iam::111122223333:user/ann")

        let failure = #expect(throws: CredentialFailure.self) { try ProfileChain("ann", in: profiles) }

        #expect(failure?.hint.contains("aws configure export-credentials --profile ann") == true)
    }

    @Test(arguments: [
        ("duration_seconds = 899", "duration_seconds"), ("duration_seconds = 43201", "duration_seconds"),
        ("duration_seconds = 1h", "duration_seconds"), ("external_id = a", "external_id"),
        ("role_session_name = a b", "role_session_name"), ("credential_source = Ec2", "credential_source"),
    ])
    func `a value that AWS would refuse is told by its name`(line: String, key: String) throws {
        let source = key == "credential_source" ? "" : "source_profile = root\n"
        let profiles = try Self.profiles(
            "[profile audit]\nrole_arn = arn:x\n\(source)\(line)\n[profile root]")

        let failure = #expect(throws: CredentialFailure.self) { try ProfileChain("audit", in: profiles) }

        #expect(failure?.what == "\(key) of profile audit cannot be used")
    }

    @Test func `the duration of a role is that of the profile`() throws {
        let profiles = try Self.profiles(
            "[profile audit]\nrole_arn = arn:x\ncredential_source = Environment\nduration_seconds = 43200")

        let chain = try ProfileChain("audit", in: profiles)

        #expect(chain.base == .source(.environment))
        #expect(chain.roles.map(\.seconds) == [43_200])
    }

    @Test func `an SSO session holds what its profiles share`() throws {
        let config = """
            [profile audit]
            sso_session = acme
            sso_account_id = 111122223333
            sso_role_name = Audit
            [sso-session acme]
            sso_region = eu-central-1
            """
        let failure = #expect(throws: CredentialFailure.self) {
            try ProfileChain("audit", in: try Self.profiles(config))
        }
        #expect(failure?.what == "[sso-session acme] has no sso_start_url")

        let whole = try Self.profiles(config + "\nsso_start_url = https://acme.awsapps.com/start")

        guard case .sso(let settings) = try ProfileChain("audit", in: whole).base else {
            Issue.record("not SSO")
            return
        }
        #expect(settings.session == "acme" && settings.account == "111122223333")
    }
}

struct ProfileRegionTests {
    static let files = [
        "/home/user/.aws/config": "[default]\nregion = eu-west-1\n[profile a]\nregion = us-east-2"
    ]

    @Test(arguments: [
        (["AWS_REGION": "eu-north-1", "AWS_DEFAULT_REGION": "us-west-1"], "eu-north-1"),
        (["AWS_DEFAULT_REGION": "us-west-1"], "us-west-1"), ([:], "eu-west-1"),
        (["AWS_REGION": ""], "eu-west-1"),
        (["AWS_PROFILE": "a"], "us-east-2"), (["AWS_PROFILE": "none"], nil),
        (["AWS_CONFIG_FILE": "/nowhere"], nil),
    ])
    func `the environment names the region, or else the profile`(
        variables: [String: String], region: String?
    ) throws {
        let world = CredentialsWorld(files: Self.files)

        #expect(try world.environment(variables).region() == region)
    }

    @Test func `what cannot be a region is refused before it is part of an address`() {
        let world = CredentialsWorld()

        let failure = #expect(throws: CredentialFailure.self) {
            try world.environment(["AWS_REGION": "evil.example/"]).region()
        }

        #expect(failure?.kind == .misconfigured)
    }

    @Test func `a tilde leads home, in the names of files too`() throws {
        let world = CredentialsWorld(files: ["/home/user/cfg": "[default]\nregion = eu-west-3"])

        #expect(try world.environment(["AWS_CONFIG_FILE": "~/cfg"]).region() == "eu-west-3")
    }
}
