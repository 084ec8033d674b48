import AWS
import Formats
import HTTP
import Testing

struct CredentialsContainerTests {
    static let document = """
        {"RoleArn": "arn:aws:iam::111122223333:role/Task", "AccessKeyId": "ASIATASK",
         "SecretAccessKey": "secret", "Token": "token", "Expiration": "2027-01-15T14:00:00Z"}
        """

    static func ask(_ variables: [String: String], files: [String: String] = [:]) async throws -> HTTPRequest?
    {
        let world = CredentialsWorld(files: files)
        let environment = world.environment(variables) { _ in reply(200, document) }
        let grant = try await DefaultChain(environment).fetch()
        #expect(grant.credentials.accessKey == "ASIATASK")
        #expect(grant.credentials.expires == (try Timestamp(iso8601: "2027-01-15T14:00:00Z")))
        #expect(grant.origin == CredentialOrigin("container", role: "arn:aws:iam::111122223333:role/Task"))
        return world.requests.first
    }

    @Test func `a task is asked without a token, a pod with the token of its file`() async throws {
        let task = try await Self.ask(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/x"])
        #expect(task?.url.text == "http://169.254.170.2/v2/credentials/x")
        #expect(task?.headers["Authorization"] == nil)

        let pod = try await Self.ask(
            [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "other",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/var/token",
            ], files: ["/var/token": "a.b.c"])
        #expect(pod?.headers["Authorization"] == "a.b.c")
    }

    @Test(arguments: [
        ("http://127.0.0.1:9000/", true), ("http://127.9.9.9/", true), ("http://[::1]:80/", true),
        ("http://LOCALHOST/", true), ("https://anywhere.example/", true), ("http://anywhere.example/", false),
        ("http://127.0.0.1.example/", false), ("http://127.0.0/", false), ("http://169.254.170.3/", false),
        ("http://10.0.0.1/", false), ("ftp://localhost/", false), ("http://127.0.0.1@evil.example/", false),
    ])
    func `in the clear only this machine and the agents beside it are asked`(url: String, isAsked: Bool) async
    {
        let world = CredentialsWorld()
        let environment = world.environment([
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": url, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "token",
        ]) { _ in reply(200, Self.document) }

        let failure = await failure(of: DefaultChain(environment))

        #expect(world.requests.isEmpty == !isAsked)
        #expect((failure == nil) == isAsked)
    }

    @Test(arguments: [
        (
            ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "v2"],
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not a path"
        ),
        (
            ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "@evil.example/"],
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not a path"
        ),
        (
            [
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/none",
            ], "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names /none, which does not exist"
        ),
        (
            [
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "a\r\nX-Evil: b",
            ], "AWS_CONTAINER_AUTHORIZATION_TOKEN holds a line end"
        ),
    ])
    func `what is set up wrongly is told before anybody is asked`(variables: [String: String], what: String)
        async
    {
        let world = CredentialsWorld()

        #expect(await failure(of: DefaultChain(world.environment(variables)))?.what == what)
        #expect(world.requests.isEmpty)
    }

    @Test func `an agent that refuses ends the search`() async {
        let world = CredentialsWorld()
        let environment = world.environment(["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2"]) { _ in
            reply(400, #"{"code": "NoRole", "message": "no role for task"}"#)
        }

        let failure = await failure(of: DefaultChain(environment))

        #expect(
            failure?.what
                == "the container's agent at 169.254.170.2 gave no credentials: NoRole: no role for task"
        )
        #expect(failure?.kind == .refused)
    }
}
