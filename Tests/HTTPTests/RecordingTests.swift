import Foundation
import HTTP
import Support
import Synchronization
import Testing

struct RecordingTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("recording.jsonl") }

    init() throws { folder = try TemporaryFolder() }

    @Test func `what was recorded is played again, byte for byte`() async throws {
        let bytes = (0...255).map { UInt8($0) }
        let recorder = try RecordingTransport(
            Script { request in
                let name = request.url.path
                return HTTPResponse(
                    status: name == "/gone" ? 404 : 200, headers: ["A": name, "a": "\u{1}\"ü"],
                    body: name == "/bytes" ? bytes : Array("text of \(name)\u{0}\n".utf8))
            }, to: path)
        let requests = ["/bytes", "/text", "/gone"].map { HTTPRequest("GET", HTTPURL(host: "a", path: $0)) }
        var answers: [HTTPResponse] = []
        for request in requests { answers.append(try await recorder.send(request, .whole)) }

        let replay = try ReplayingTransport(path)

        for (request, answer) in zip(requests, answers).reversed() {
            #expect(try await replay.send(request, .whole) == answer)
        }
    }

    @Test func `several answers to one request come in their order, the last one again and again`()
        async throws
    {
        let count = Counter()
        let recorder = try RecordingTransport(
            Script { _ in HTTPResponse(status: 200, body: [UInt8(count.next())]) }, to: path)
        for _ in 0..<3 { _ = try await recorder.send(Self.request(), .whole) }

        let replay = try ReplayingTransport(path)

        var bodies: [[UInt8]] = []
        for _ in 0..<5 { bodies.append(try await replay.send(Self.request(), .whole).body) }
        #expect(bodies == [[0], [1], [2], [2], [2]])
    }

    @Test func `a failure is recorded and played like an answer`() async throws {
        let failure = HTTPFailure(.dropped, "a broke the connection")
        let recorder = try RecordingTransport(Script { _ in throw failure }, to: path)
        await #expect(throws: failure) { try await recorder.send(Self.request(), .whole) }

        let replay = try ReplayingTransport(path)

        await #expect(throws: failure) { try await replay.send(Self.request(), .whole) }
    }

    @Test func `what was never asked has no answer, and the query is not told`() async throws {
        _ = try RecordingTransport(Script { _ in HTTPResponse(status: 200) }, to: path)
        let replay = try ReplayingTransport(path)
        let url = HTTPURL(host: "a", path: "/b", query: "secret")

        let failure = await #expect(throws: HTTPFailure.self) {
            try await replay.send(HTTPRequest("GET", url), .whole)
        }

        #expect(failure?.kind == .unable)
        #expect(failure?.reason == "the recording \(path) has no answer to GET https://a/b")
    }

    @Test func `a streamed body is recorded as it passes, and played in pieces or whole`() async throws {
        let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let server = try LocalServer.answering { _ in Reply(200, [], bytes: body) }
        let url = try #require(HTTPURL(server.address))
        let recorder = try RecordingTransport(CurlTransport.plain(), to: path)
        let seen = Mutex<[UInt8]>([])
        let pieces = HTTPDelivery.pieces { piece in seen.withLock { $0 += piece } }
        _ = try await recorder.send(HTTPRequest("GET", url), pieces)
        #expect(seen.withLock(\.self) == body)

        let replay = try ReplayingTransport(path)

        #expect(try await replay.send(HTTPRequest("GET", url), .whole).body == body)
        seen.withLock { $0 = [] }
        let answer = try await replay.send(HTTPRequest("GET", url), pieces)
        #expect(answer.body.isEmpty)
        #expect(seen.withLock(\.self) == body)
        let failure = await #expect(throws: HTTPFailure.self) {
            try await replay.send(HTTPRequest("GET", url), .whole(ceiling: 99_999))
        }
        #expect(failure?.kind == .tooLarge)
    }

    @Test func `a streamed body that is too large to record passes, and is played as an error`() async throws
    {
        let server = try LocalServer { visit in
            _ = visit.receive()
            visit.send("HTTP/1.1 200 OK\r\n\r\n")
            let piece = [UInt8](repeating: 7, count: 1 << 20)
            for _ in 0..<65 { visit.send(piece) }
        }
        let url = try #require(HTTPURL(server.address))
        let recorder = try RecordingTransport(CurlTransport.plain(), to: path)
        let count = Mutex(0)
        _ = try await recorder.send(
            HTTPRequest("GET", url), .pieces { piece in count.withLock { $0 += piece.count } })
        #expect(count.withLock(\.self) == 65 << 20)

        let replay = try ReplayingTransport(path)

        await #expect(throws: HTTPFailure(.unable, "the answer was too large to be recorded")) {
            try await replay.send(HTTPRequest("GET", url), .whole)
        }
    }

    @Test func `what its consumer gave up is not recorded`() async throws {
        struct Full: Error {}
        let server = try LocalServer.answering { _ in Reply(200, [], "text") }
        let url = try #require(HTTPURL(server.address))
        let recorder = try RecordingTransport(CurlTransport.plain(), to: path)

        await #expect(throws: Full.self) {
            try await recorder.send(HTTPRequest("GET", url), .pieces { _ in throw Full() })
        }

        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
    }

    private static func request() -> HTTPRequest { HTTPRequest("GET", HTTPURL(host: "a", path: "/x")) }
}
