import Foundation
import HTTP
import Support
import Testing

@testable import AWS

/// The tests that AWS's SDK for Rust has for containers and instances.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct CredentialsVectorTests {
    // What the SDK says, and what this product says of the same.
    static let words = [
        "No environment variables were set to configure ECS provider":
            "container: no AWS_CONTAINER_CREDENTIALS",
        "URI did not specify a host": "AWS_CONTAINER_CREDENTIALS_FULL_URI is no address with a host",
        "`error` is not a valid endpoint mode": "`error` is not a valid endpoint mode",
        "`IPv7` is not a valid endpoint mode": "`IPv7` is not a valid endpoint mode",
        "invalid uri character": "the endpoint of EC2's metadata service is no address: not a uri",
    ]

    @Test func `a container's agent is asked where the SDK asks it`() async throws {
        let tests = try ProfileVectorTests.tests("ecs-tests.json")
        #expect(tests.count == 11)
        for test in tests {
            let docs = Comment(rawValue: test["docs"] as? String ?? "")
            let variables = try #require(test["env"] as? [String: String])
            let result = try #require(test["result"] as? [String: String])
            let world = CredentialsWorld()
            let document = #"{"AccessKeyId": "ASIA", "SecretAccessKey": "s", "Token": "t"}"#
            let environment = world.environment(variables) { _ in reply(200, document) }

            let failure = await failure(of: ContainerCredentials(environment: environment))

            #expect(world.requests.first?.url.text == result["Ok"], docs)
            #expect((failure == nil) == (result["Ok"] != nil), docs)
            guard let error = result["ErrorContains"] else { continue }
            #expect(failure?.what.contains(try #require(Self.words[error])) == true, docs)
        }
    }

    @Test func `an instance's metadata is asked for where the SDK asks for it`() async throws {
        let tests = try ProfileVectorTests.tests("imds-endpoint-tests.json")
        #expect(tests.count == 14)
        for test in tests {
            let docs = Comment(rawValue: test["docs"] as? String ?? "")
            let variables = try #require(test["env"] as? [String: String])
            let files = try #require(test["fs"] as? [String: String])
            let result = try #require(test["result"] as? [String: String])
            let environment = CredentialsWorld(files: files).environment(variables)
            // The SDK can be told in code; this product cannot, but what counts more is decided in one place.
            let told = InstanceMetadataEndpoint.Setting(
                endpoint: test["endpoint_override"] as? String, mode: test["mode_override"] as? String)

            let url = Result { () throws(CredentialFailure) in
                let profile = try environment.profile()
                let settings = InstanceMetadataEndpoint.settings(environment, profile: profile)
                return try InstanceMetadataEndpoint.url([told] + settings)
            }

            switch url {
            case .success(let url):
                let token = url.text + (url.path == "/" ? "latest/api/token" : "/latest/api/token")
                #expect(token == result["Ok"], docs)
            case .failure(let failure):
                #expect(failure.what == Self.words[try #require(result["Err"], docs)], docs)
            }
        }
    }
}
