import AWS
import Formats
import Foundation
import HTTP
import Support
import Testing

/// What AWS publishes about how failures are read and which of them are worth another try.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct ErrorVectorTests {
    static let cases = [
        "json", "json_1_0", "json_1_0-query-compatible", "query", "ec2", "rest-json", "rest-xml",
    ].flatMap { ProtocolCase.all("output", $0) }.filter { $0.body["errorCode"] != nil }

    @Test(arguments: cases)
    func `a failure of any protocol is read as AWS publishes`(_ vector: ProtocolCase) {
        let error = AWSError(reading: vector.response)

        #expect(error.code == vector.body["errorCode"]?.string)
        if let message = vector.body["errorMessage"]?.string { #expect(error.message == message) }
        #expect(error.status == vector.response.status)
    }

    @Test func `all failures are there`() {
        #expect(Self.cases.count == 45)
    }

    /// Whether an answer is throttling, or may not come again.
    struct Classification: Decodable, Sendable {
        var checker: String
        var status: Int?
        var error_code: String?
        var io_error: String?
        var expected: Bool
    }

    private struct Document: Decodable {
        var error_classification: [Classification]
    }

    static let classifications: [Classification] = {
        let data = try? Vectors.data("aws-retry/retry-cases.json")
        return data.flatMap { try? JSONDecoder().decode(Document.self, from: $0) }?.error_classification ?? []
    }()

    @Test(arguments: classifications)
    func `a failure is worth another try where the SDKs think so`(_ vector: Classification) {
        let retry =
            vector.io_error == nil
            ? AWSError.Retry(code: vector.error_code ?? "", message: "", status: vector.status ?? 0)
            : AWSError.Retry(HTTPFailure(.dropped, "the connection broke"))

        // The SDKs have one code on both lists; a try that has to be slower is still a try.
        let isOnBoth = vector.error_code == "PriorRequestNotComplete"
        let wanted: AWSError.Retry = vector.checker == "throttling" || isOnBoth ? .throttled : .transient
        #expect((retry == wanted) == vector.expected)
    }

    @Test func `all classifications are there`() {
        #expect(Self.classifications.count == 33)
    }
}
