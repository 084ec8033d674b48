import Foundation
import HTTP
import Support
import Testing

struct RecordingKeyTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("recording.jsonl") }

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [
        HTTPRequest("GET", HTTPURL(host: "b", path: "/x")),
        HTTPRequest("POST", HTTPURL(host: "a", path: "/x")),
        HTTPRequest("GET", HTTPURL(host: "a", path: "/x", query: "page=2")),
        HTTPRequest("GET", HTTPURL(host: "a", path: "/x"), headers: ["Range": "bytes=0-1"]),
        HTTPRequest("GET", HTTPURL(host: "a", path: "/x"), headers: ["x-amz-target": "T"]),
        HTTPRequest(
            "GET", HTTPURL(host: "a", path: "/x"), headers: ["Authorization": signature("AKIA", "eu-west-1")]),
        HTTPRequest(
            "GET", HTTPURL(host: "a", path: "/x"), headers: ["Authorization": signature("ASIA", "us-east-1")]),
        HTTPRequest("GET", HTTPURL(host: "a", path: "/x"), body: Array("x".utf8)),
        HTTPRequest("GET", HTTPURL(host: "a", path: "/x"), body: [0xFF]),
    ])
    func `requests that ask for something else are told apart`(_ other: HTTPRequest) async throws {
        let count = Counter()
        let recorder = try RecordingTransport(
            Script { _ in HTTPResponse(status: 200, body: [UInt8(count.next())]) }, to: path)
        let plain = HTTPRequest(
            "GET", HTTPURL(host: "a", path: "/x"), headers: ["Authorization": signature("AKIA", "us-east-1")])
        let first = try await recorder.send(plain, .whole)
        let second = try await recorder.send(other, .whole)

        let replay = try ReplayingTransport(path)

        #expect(try await replay.send(other, .whole) == second)
        #expect(try await replay.send(plain, .whole) == first)
    }

    @Test
    func `when and by which secret a request was signed makes no difference, nor does the order of keys`()
        async throws
    {
        let recorder = try RecordingTransport(Script { _ in HTTPResponse(status: 200) }, to: path)
        let url = HTTPURL(host: "a", query: "b=2&a=1&X-Amz-Date=20260101T000000Z&X-Amz-Signature=1")
        let headers: HTTPHeaders = [
            "Authorization": signature("AKIA", "us-east-1"), "X-Amz-Date": "1", "X-Amz-Security-Token": "t",
        ]
        let body = Array(#"{"b": [1, {"d": 1.0, "c": 2}], "a": "x"}"#.utf8)
        _ = try await recorder.send(HTTPRequest("POST", url, headers: headers, body: body), .whole)
        let again = HTTPURL(host: "a", query: "X-Amz-Date=20270101T000000Z&X-Amz-Signature=2&a=1&b=2")
        let othersToken: HTTPHeaders = [
            "X-Amz-Date": "2", "X-Amz-Security-Token": "u",
            "Authorization": signature("AKIA", "us-east-1", day: "20270101", signature: "ff"),
        ]
        let sorted = Array(#"{"a":"x","b":[1,{"c":2,"d":1.0}]}"#.utf8)

        let answer = try await ReplayingTransport(path).send(
            HTTPRequest("POST", again, headers: othersToken, body: sorted), .whole)

        #expect(answer.status == 200)
    }

    @Test func `no secret reaches the file, and who is given credentials is given placeholders again`()
        async throws
    {
        let canary = "CANARY"
        let recorder = try RecordingTransport(
            Script { _ in
                let body = #"{"AccessKeyId":"ASIA1","SecretAccessKey":"CANARY1","SessionToken":"CANARY2"}"#
                return HTTPResponse(status: 200, headers: ["Set-Cookie": "CANARY3"], body: Array(body.utf8))
            }, to: path)
        let url = HTTPURL(
            host: "a", query: "X-Amz-Security-Token=CANARY4&X-Amz-Signature=CANARY5&password=CANARY6")
        let headers: HTTPHeaders = [
            "Authorization": "Bearer CANARY7", "Cookie": "CANARY8", "X-Amz-Security-Token": "CANARY9",
        ]
        for body in [
            "WebIdentityToken=CANARY10&a=b", #"{"clientSecret":"CANARY11","refreshToken":"CANARY12"}"#,
        ] {
            let request = HTTPRequest("POST", url, headers: headers, body: Array(body.utf8))
            _ = try await recorder.send(request, .whole)
            let answer = try await ReplayingTransport(path).send(request, .whole)
            let expected = #"{"AccessKeyId":"ASIA1","SecretAccessKey":"REDACTED","SessionToken":"REDACTED"}"#
            #expect(answer.text == expected)
        }

        let text = try String(contentsOfFile: path, encoding: .utf8)

        #expect(text.contains("ASIA1"))
        #expect(!text.contains(canary))
    }
}

private func signature(
    _ key: String, _ region: String, day: String = "20260101", signature: String = "00"
) -> String {
    "AWS4-HMAC-SHA256 Credential=\(key)/\(day)/\(region)/s3/aws4_request, SignedHeaders=host, Signature=\(signature)"
}
