import Formats
import Foundation
import HTTP
import Synchronization
import Testing

struct BodyTests {
    @Test func `a packed body is asked for and unpacked`() async throws {
        let server = try LocalServer.answering { received in
            let packed = Array("asked: \(received["Accept-Encoding"] ?? "")".utf8).deflated()
            return Reply(200, ["Content-Encoding: GZIP"], bytes: packed)
        }

        let answer = try await CurlTransport.plain().get(server.address)

        #expect(answer.text == "asked: gzip")
        #expect(answer.headers["Content-Encoding"] == nil)
    }

    @Test(arguments: ["damaged", "cut short", "nothing of the kind"])
    func `a packed body that does not unpack is no answer`(_ fault: String) async throws {
        let whole = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }.deflated()
        var packed = whole
        switch fault {
        case "damaged": packed[packed.count / 2] ^= 0xFF
        case "cut short": packed.removeLast(9)
        default: packed = Array("plain text".utf8)
        }
        let bytes = packed
        let server = try LocalServer.answering { _ in Reply(200, ["Content-Encoding: gzip"], bytes: bytes) }

        #expect(try await CurlTransport.plain().failure(of: server.address).kind == .malformed)
    }

    @Test func `a small body that unpacks into a huge one stops at the ceiling`() async throws {
        let bomb = [UInt8](repeating: 0, count: 10 << 20).deflated()
        let server = try LocalServer.answering { _ in Reply(200, ["Content-Encoding: gzip"], bytes: bomb) }

        let failure = try await CurlTransport.plain().failure(of: server.address, ceiling: 1 << 20)

        #expect(failure.kind == .tooLarge)
    }

    @Test func `who asks for bytes as they are stored gets them`() async throws {
        let packed = Array("text".utf8).deflated()
        let server = try LocalServer.answering { _ in Reply(200, ["Content-Encoding: gzip"], bytes: packed) }
        let transport = try CurlTransport.plain()

        for headers: HTTPHeaders in [["Accept-Encoding": "identity"], ["Range": "bytes=0-9"]] {
            #expect(try await transport.get(server.address, headers: headers).body == packed)
        }
    }

    @Test func `a streamed body is not packed for the way, and comes as it is stored`() async throws {
        let packed = Array("text".utf8).deflated()
        let asked = Mutex("")
        let server = try LocalServer.answering { received in
            asked.withLock { $0 = received["Accept-Encoding"] ?? "nothing" }
            return Reply(200, ["Content-Encoding: gzip"], bytes: packed)
        }

        let (answer, body) = try await streamed(from: server)

        #expect(body == packed)
        #expect(answer.body.isEmpty)
        #expect(answer.headers["Content-Encoding"] == "gzip")
        #expect(asked.withLock(\.self) == "nothing")
    }

    @Test func `an error in place of a stream is kept whole, and its consumer sees nothing`() async throws {
        let server = try LocalServer.answering { _ in Reply(404, [], "<Code>NoSuchKey</Code>") }

        let (answer, body) = try await streamed(from: server)

        #expect(answer.status == 404)
        #expect(answer.text == "<Code>NoSuchKey</Code>")
        #expect(body.isEmpty)
    }

    @Test(arguments: [0, 1, 1 << 20, 5 << 20])
    func `a streamed body is whole and in order, chunked or not, however slow its consumer`(
        _ count: Int
    ) async throws {
        let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 251) }
        let server = try LocalServer { visit in
            while let received = visit.receive() {
                if received.line.contains("chunked") {
                    visit.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                    for start in stride(from: 0, to: count, by: 70_001) {
                        let piece = Array(body[start..<min(count, start + 70_001)])
                        let size = String(piece.count, radix: 16)
                        visit.send(Array("\(size)\r\n".utf8) + piece + Array("\r\n".utf8))
                    }
                    visit.send("0\r\n\r\n")
                } else {
                    visit.send(Reply(200, [], bytes: body).bytes(for: received))
                }
            }
        }

        for path in ["/plain", "/chunked"] {
            let (_, got) = try await streamed(from: server, path) { await Task.yield() }
            #expect(got == body)
        }
    }

    @Test func `an error of the consumer ends the transfer and comes back`() async throws {
        struct Full: Error, Equatable {}
        let server = try LocalServer { visit in
            _ = visit.receive()
            visit.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
            while visit.send([UInt8](repeating: 0, count: 1 << 16)) {}
        }
        let url = try #require(HTTPURL(server.address))
        let transport = try CurlTransport.plain()

        await #expect(throws: Full()) {
            try await transport.send(HTTPRequest("GET", url), .pieces { _ in throw Full() })
        }

        try await waitUntil { server.openConnections == 0 }
    }

    @Test func `a body up to the ceiling is an answer, one byte more is not`() async throws {
        let server = try LocalServer.saying("HTTP/1.1 200 OK\r\n\r\n0123456789")
        let transport = try CurlTransport.plain()

        #expect(try await transport.get(server.address, ceiling: 10).text == "0123456789")
        let failure = try await transport.failure(of: server.address, ceiling: 9)

        let port = server.port
        #expect(failure == HTTPFailure(.tooLarge, "the answer of 127.0.0.1:\(port) is larger than 9 bytes"))
    }

    @Test func `a body that is announced as too large is refused before it comes`() async throws {
        let server = try LocalServer { visit in
            _ = visit.receive()
            visit.send("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n")
            visit.waitForHangUp()
        }

        let failure = try await CurlTransport.plain().failure(of: server.address, ceiling: 10)

        #expect(failure.kind == .tooLarge)
    }

    private func streamed(
        from server: LocalServer, _ path: String = "/", _ pause: @escaping @Sendable () async -> Void = {}
    ) async throws -> (HTTPResponse, [UInt8]) {
        let url = try #require(HTTPURL(server.address + path))
        let pieces = Pieces()
        let answer = try await CurlTransport.plain().send(
            HTTPRequest("GET", url),
            .pieces { piece in
                await pause()
                pieces.bytes.withLock { $0.append(contentsOf: piece) }
            })
        return (answer, pieces.bytes.withLock(\.self))
    }
}

private final class Pieces: Sendable {
    let bytes = Mutex<[UInt8]>([])
}
