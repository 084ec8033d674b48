import Foundation
import HTTP
import Testing

/// Every way in which a connection can end too early is told, and is told apart from an answer.
struct DropTests {
    private let transport = try? CurlTransport.plain()

    private func failure(of server: LocalServer) async throws -> HTTPFailure {
        try await #require(transport).failure(of: server.address)
    }

    @Test func `nobody listens`() async throws {
        let port = try LocalServer { _ in }.port

        let failure = try await #require(transport).failure(of: "http://127.0.0.1:\(port)/?secret=1")

        #expect(failure.kind == .unconnected)
        #expect(failure.reason == "127.0.0.1:\(port) takes no connection: Connection refused")
    }

    @Test func `a name without an address`() async throws {
        let failure = try await #require(transport).failure(of: "http://nobody.invalid/?secret=1")

        #expect(failure == HTTPFailure(.unresolved, "nobody.invalid has no address"))
    }

    @Test func `hung up on arrival`() async throws {
        let server = try LocalServer { _ in }
        #expect(try await failure(of: server).kind == .dropped)
    }

    @Test func `hung up after the request`() async throws {
        #expect(try await failure(of: .saying("")).kind == .dropped)
    }

    @Test(arguments: [
        "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n",
        "HTTP/1.1 200 OK\r\nServer: x\r\n", "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n",
    ])
    func `hung up in the middle of an answer`(_ beginning: String) async throws {
        #expect(try await failure(of: .saying(beginning)).kind == .dropped)
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"])
    func `reset`(_ beginning: String) async throws {
        let server = try LocalServer { visit in
            _ = visit.receive()
            visit.send(beginning)
            visit.breakOff()
        }
        #expect(try await failure(of: server).kind == .dropped)
    }

    @Test(arguments: ["closed", "reset"])
    func `hung up while the request is being sent`(_ manner: String) async throws {
        let server = try LocalServer { visit in
            if manner == "reset" { visit.breakOff() }
        }
        let url = try #require(HTTPURL(server.address))
        let request = HTTPRequest("PUT", url, body: [UInt8](repeating: 1, count: 8 << 20))
        let transport = try #require(transport)

        let failure = await #expect(throws: HTTPFailure.self) { try await transport.send(request, .whole) }

        // A reset may come before the connection is seen to stand.
        #expect(failure?.kind == .dropped || manner == "reset" && failure?.kind == .unconnected)
    }

    @Test(arguments: [
        "SSH-2.0-OpenSSH_9.2\r\n", "<html>hello</html>\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc",
    ])
    func `what is not HTTP is refused`(_ noise: String) async throws {
        let failure = try await failure(of: .saying(noise))

        #expect(failure.kind == .malformed)
        #expect(!failure.reason.contains("hello"))
    }

    @Test func `a body without a length ends with its connection`() async throws {
        let server = try LocalServer.saying("HTTP/1.1 200 OK\r\n\r\nall of it")

        #expect(try await #require(transport).get(server.address).text == "all of it")
    }

    @Test func `a kept connection that died is replaced, and the request goes through`() async throws {
        let server = try LocalServer { visit in
            guard visit.receive() != nil else { return }
            visit.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            // The next request reaches a connection that is closed without an answer.
            _ = visit.receive()
        }
        let transport = try #require(transport)

        for _ in 0..<5 { #expect(try await transport.get(server.address).text == "ok") }

        #expect(server.connections == 5)
    }

    @Test func `a broken streamed body fails, whatever its consumer has seen`() async throws {
        let server = try LocalServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
        let url = try #require(HTTPURL(server.address))
        let transport = try #require(transport)

        let failure = await #expect(throws: HTTPFailure.self) {
            try await transport.send(HTTPRequest("GET", url), .pieces { _ in })
        }

        #expect(failure?.kind == .dropped)
    }
}
