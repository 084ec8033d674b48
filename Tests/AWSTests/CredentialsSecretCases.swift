import AWS
import Formats

extension CredentialsSecretTests {
    private static let config = "/home/user/.aws/config"
    private static let secrets = "/home/user/.aws/credentials"
    private static let sso = """
        [profile p]
        sso_start_url = https://acme.awsapps.com/start
        sso_region = eu-central-1
        sso_account_id = 111122223333
        sso_role_name = Audit
        """
    private static let ssoFile =
        "/home/user/.aws/sso/cache/40169cea58ca6cbf23fb27b2542923fb5f524af0.json"
    private static let future = #""expiresAt": "2028-01-01T00:00:00Z""#
    private static let past = #""expiresAt": "2020-01-01T00:00:00Z""#

    /// Documents that hold a secret and cannot be read, each in its own way.
    private static let documents = [
        canary, "\"\(canary)\"", "{\"\(canary)\"}", "{\"\(canary)\": }", "{\"SecretAccessKey\": \"\(canary)",
        "{\"SecretAccessKey\": \"\(canary)\"}", "{\"SecretAccessKey\": [\"\(canary)\"]}",
        "{\"Version\": \"\(canary)\"}", "{\"Version\": 1, \"Expiration\": \"\(canary)\"}",
        "{\"AccessKeyId\": \"a\", \"SecretAccessKey\": \"\(canary)\", \"Expiration\": \"x\"}",
        "{\"Code\": \"\(canary)\", \"SecretAccessKey\": \"\(canary)\"}", "{\"\(canary)\": {\"a\": [1, }}",
    ]

    static var environmentCases: [Case] {
        [
            Case(testDescription: "half of the keys", variables: ["AWS_SECRET_ACCESS_KEY": canary]),
            Case(
                testDescription: "an end that is no date",
                variables: [
                    "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": canary,
                    "AWS_CREDENTIAL_EXPIRATION": canary,
                ]),
            Case(
                testDescription: "expired keys",
                variables: [
                    "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": canary, "AWS_SESSION_TOKEN": canary,
                    "AWS_CREDENTIAL_EXPIRATION": "2020-01-01T00:00:00Z",
                ]),
            Case(testDescription: "a region that is a secret", variables: ["AWS_REGION": canary]),
            Case(
                testDescription: "an endpoint that is a secret",
                variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": canary]),
            Case(
                testDescription: "a mode that is a secret",
                variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": canary]),
            Case(
                testDescription: "an agent's address that is a secret",
                variables: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": canary]),
        ]
    }

    static var fileCases: [Case] {
        let lines = [
            "\(canary)", "aws_secret_access_key \(canary)", "= \(canary)", "s3 =\n \(canary)",
            "aws_secret_access_key = \(canary)", "credential_source = \(canary)", "sso_session = \(canary)",
            "role_arn = \(canary)\nsource_profile = \(canary)", "role_arn = \(canary)",
            "role_arn = a\nsource_profile = p\nmfa_serial = \(canary)",
            "role_arn = a\nsource_profile = p\nduration_seconds = \(canary)",
            "role_arn = a\nsource_profile = p\nrole_session_name = a \(canary)",
            "role_arn = a\nsource_profile = p\nexternal_id = a \(canary)", "login_session = \(canary)",
            "web_identity_token_file = /x\naws_secret_access_key = \(canary)", "region = \(canary)",
        ]
        let inConfig = lines.map { line in
            Case(
                testDescription: "config: \(line)", files: [config: "[profile p]\n\(line)"], profile: "p")
        }
        let outside = ["[profile \(canary)", " \(canary)", "\(canary) = \(canary)"].map { text in
            Case(testDescription: "credentials: \(text)", files: [secrets: text])
        }
        let role = Case(
            testDescription: "a role that is refused in the words of the secret",
            files: [
                config: """
                [profile p]
                role_arn = arn:aws:iam::111122223333:role/A
                source_profile = p
                aws_access_key_id = AKIA
                aws_secret_access_key = \(canary)
                """
            ], profile: "p",
            refusal: AWSError(
                code: "AccessDenied", message: "the key \(canary) is wrong", status: 403, retry: .never))
        var unread = role
        unread.testDescription = "a role whose answer cannot be read"
        unread.refusal = nil
        return inConfig + outside + [role, unread]
    }

    static var processCases: [Case] {
        let files = [config: "[profile p]\ncredential_process = /opt/tool --password \(canary)"]
        let outputs = documents.map { document in
            Case(
                testDescription: "a command prints \(document)", files: files, profile: "p",
                outcome: ProcessOutcome(.exited(0), output: Array(document.utf8)))
        }
        let complaint = Array("cannot log in with \(canary): \"\(canary)\", key=\(canary)".utf8)
        return outputs + [
            Case(testDescription: "a command that takes too long", files: files, profile: "p"),
            Case(
                testDescription: "a command that complains", files: files, profile: "p",
                outcome: ProcessOutcome(.exited(1), output: Array(canary.utf8), errors: complaint)),
            Case(
                testDescription: "a quote without end",
                files: [config: "[profile p]\ncredential_process = tool '\(canary)"], profile: "p"),
            Case(
                testDescription: "a program named like a secret",
                files: [config: "[profile p]\ncredential_process = \(canary)"], profile: "p"),
        ]
    }

    static var tokenCases: [Case] {
        let kept = [
            canary, "{\"accessToken\": \"\(canary)\"}",
            "{\"accessToken\": \"\(canary)\", \"expiresAt\": \"\(canary)\"}",
            "{\"accessToken\": \"\(canary)\", \(past)}", "{\"\(canary)\": }",
        ].map { text in
            Case(
                testDescription: "a sign-in kept as \(text)", files: [config: sso, ssoFile: text],
                profile: "p")
        }
        let renewal = "\"refreshToken\": \"\(canary)\", \"clientId\": \"i\", \"clientSecret\": \"\(canary)\""
        let token = "{\"accessToken\": \"\(canary)\", \(past), \(renewal)}"
        let refused = Case(
            testDescription: "a renewal refused in the words of the secret",
            files: [config: sso, ssoFile: token], profile: "p",
            answers: ["{\"error\": \"\(canary)\", \"error_description\": \"\(canary)\"}"], status: 400)
        let unread = documents.map { document in
            Case(
                testDescription: "a renewal answered with \(document)", files: [config: sso, ssoFile: token],
                profile: "p", answers: [document])
        }
        let signedIn = "{\"accessToken\": \"\(canary)\", \(future)}"
        let roles = (documents + ["{\"roleCredentials\": {\"secretAccessKey\": \"\(canary)\"}}"]).map {
            document in
            Case(
                testDescription: "SSO answers \(document)", files: [config: sso, ssoFile: signedIn],
                profile: "p", answers: [document])
        }
        return kept + [refused] + unread + roles
    }

    static var serviceCases: [Case] {
        let container = [
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/\(canary)",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": canary,
        ]
        let identity = ["AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/A"]
        let error =
            "<ErrorResponse><Error><Code>X</Code><Message>not \(canary)</Message></Error></ErrorResponse>"
        let session =
            "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>"
            + "<SecretAccessKey>\(canary)</SecretAccessKey><Expiration>\(canary)</Expiration>"
            + "</Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"
        let answers = documents.flatMap { document in
            [
                Case(
                    testDescription: "an agent answers \(document)", variables: container, answers: [document]
                ),
                Case(
                    testDescription: "an instance answers \(document)", answers: ["token", "Audit", document]),
            ]
        }
        return answers + [
            Case(
                testDescription: "an agent refuses in the words of the secret", variables: container,
                answers: ["{\"message\": \"not \(canary)\", \"code\": \"\(canary)\"}"], status: 403),
            Case(testDescription: "an agent that drops", variables: container),
            Case(
                testDescription: "an agent's token of two lines",
                variables: container.merging(["AWS_CONTAINER_AUTHORIZATION_TOKEN": "\(canary)\n\(canary)"]) {
                    $1
                }),
            Case(
                testDescription: "a token that is refused", variables: identity, files: ["/token": canary],
                answers: [error], status: 403),
            Case(
                testDescription: "a token whose answer cannot be read", variables: identity,
                files: ["/token": canary], answers: [session]),
            Case(
                testDescription: "a token file of two words", variables: identity,
                files: ["/token": "\(canary) \(canary)"]),
        ]
    }
}
