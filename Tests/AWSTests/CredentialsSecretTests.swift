import Formats
import HTTP
import Testing

@testable import AWS

/// A secret is planted wherever one can be, and everything that comes out is searched for it.
struct CredentialsSecretTests {
    static let canary = "wJalrXUtnFEMI0K7MDENGbPxRfiCYCANARYKEY"

    /// All that can be read off a value.
    static func words(of value: Any) -> String {
        var text = "\(value)\n" + String(reflecting: value) + "\n"
        dump(value, to: &text)
        return text
    }

    /// Whether a secret shows, as text or as the numbers that `dump` makes of bytes.
    static func shows(_ value: Any) -> Bool {
        let words = words(of: value)
        let numbers = "CANARY".utf8.map { "-\($0)" }.joined(separator: "\n")
        return words.contains("CANARY") || words.filter { $0 != " " }.contains(numbers)
    }

    @Test func `the search finds a secret that is not hidden`() {
        struct Text { var key = CredentialsSecretTests.canary }
        struct Bytes { var key = Array(CredentialsSecretTests.canary.utf8) }

        #expect(Self.shows(Text()))
        #expect(Self.shows(Bytes()))
        #expect(!Self.shows(Secret(Self.canary)))
    }

    /// One way to fail: what is set, what files hold, and what others answer.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var variables: [String: String] = [:]
        var files: [String: String] = [:]
        var profile: String?
        var answers: [String] = []
        var status = 200
        var outcome: ProcessOutcome?
        var refusal: AWSError?
    }

    @Test(arguments: environmentCases + fileCases + processCases + tokenCases + serviceCases)
    func `no failure tells a secret`(test: Case) async {
        let world = CredentialsWorld(files: test.files)
        let environment = world.environment(
            test.variables,
            answer: { request in
                let number = world.requests.count - 1
                // The metadata service must get past its token and its role.
                guard test.answers.indices.contains(number) else { throw HTTPFailure(.dropped, "it dropped") }
                let isLast = number == test.answers.count - 1
                return reply(isLast ? test.status : 200, test.answers[number])
            },
            run: { _, _, _ in
                guard let outcome = test.outcome else {
                    throw ProcessFailure("did not end within 60.0 seconds")
                }
                return outcome
            },
            assume: { request, _, _ in
                guard let refusal = test.refusal else { throw DecodingFailure("no SecretAccessKey") }
                throw refusal
            })
        let comment = Comment(rawValue: test.testDescription)
        do {
            let region = try environment.region(profile: test.profile)
            _ = try await DefaultChain(environment, profile: test.profile).fetch()
            Issue.record("it did not fail (\(region ?? "no region"))", sourceLocation: #_sourceLocation)
        } catch let failure as CredentialFailure {
            #expect(!failure.what.isEmpty && !failure.hint.isEmpty, comment)
            #expect(!Self.shows(failure), comment)
        } catch {
            Issue.record("\(type(of: error)) is no failure of credentials", sourceLocation: #_sourceLocation)
        }
        #expect(!Self.shows(environment), comment)
        #expect(!Self.shows(DefaultChain(environment, profile: test.profile)), comment)
    }
}
