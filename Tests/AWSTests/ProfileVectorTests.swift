import AWS
import Foundation
import Support
import Testing

/// The tests that AWS's SDKs share for the grammar and the places of their files.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct ProfileVectorTests {
    static func tests(_ file: String) throws -> [[String: Any]] {
        let document = try Vectors.json("aws-credentials/\(file)") as? [String: Any]
        return try #require(document?["tests"] as? [[String: Any]])
    }

    @Test func `every configuration of the SDKs reads as they read it`() throws {
        let tests = try Self.tests("profile-parser-tests.json")
        #expect(tests.count == 65)
        for test in tests {
            let name = Comment(rawValue: test["name"] as? String ?? "")
            let output = try #require(test["output"] as? [String: Any])
            let input = try #require(test["input"] as? [String: String])
            let wanted = output["config"] as? [String: Any]
            let result = Result { () throws(CredentialFailure) in
                try Profiles(
                    config: input["configFile"].map { Array($0.utf8) },
                    credentials: input["credentialsFile"].map { Array($0.utf8) })
            }
            switch result {
            case .success(let profiles):
                let properties = profiles.profiles.mapValues(\.properties)
                #expect(properties == wanted?["profiles"] as? [String: [String: String]], name)
                let sessions = wanted?["sso_sessions"] as? [String: [String: String]] ?? [:]
                #expect(profiles.ssoSessions.mapValues(\.properties) == sessions, name)
            case .failure(let failure):
                let words = try #require(output["errorContaining"] as? String, name)
                #expect(failure.what.contains(words.lowercased()), name)
            }
        }
    }

    // Five of the nine are about Windows, whose paths this product never sees.
    @Test func `the files are where the SDKs look for them`() throws {
        let tests = try Self.tests("file-location-tests.json")
        let onLinux = tests.filter { $0["platform"] as? String == "linux" }
        #expect((tests.count, onLinux.count) == (9, 4))
        for test in onLinux {
            let variables = try #require(test["environment"] as? [String: String])
            let environment = CredentialsWorld().environment(variables)
            let location = Profiles.Location(environment)

            #expect(location.config == test["configLocation"] as? String)
            #expect(location.credentials == test["credentialsLocation"] as? String)
            let name = Profiles.selectedName(in: environment)
            #expect(name == test["profile"] as? String ?? "default")
        }
    }
}
