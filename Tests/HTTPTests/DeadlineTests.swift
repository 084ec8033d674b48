import Foundation
import HTTP
import Testing

/// A server that takes its time cannot take ours.
struct DeadlineTests {
    /// Long enough that a busy machine is not late by as much, short enough to wait for.
    private static let patience = HTTPRequest.Patience.milliseconds(250)

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
    ])
    func `a server that stalls for ever is given up`(_ beginning: String) async throws {
        let server = try LocalServer { visit in
            _ = visit.receive()
            visit.send(beginning)
            visit.waitForHangUp()
        }
        let start = ContinuousClock.now

        let failure = try await CurlTransport.plain().failure(of: server.address, patience: Self.patience)

        #expect(failure.kind == .timeout)
        #expect(failure.reason == "127.0.0.1:\(server.port) gave no whole answer within 0.25 seconds")
        // The transport's own patience is 30 seconds.
        #expect((Duration.milliseconds(250)...Duration.seconds(25)).contains(ContinuousClock.now - start))
    }

    @Test func `a server that sends a byte at a time is given up when the whole takes too long`() async throws
    {
        let server = try LocalServer { visit in
            _ = visit.receive()
            visit.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while visit.send("x"), !visit.waitForHangUp(10) {}
        }

        let failure = try await CurlTransport.plain().failure(of: server.address, patience: Self.patience)

        #expect(failure.kind == .timeout)
    }

    @Test func `a streamed body may take for ever, as long as it goes on`() async throws {
        let server = try LocalServer { visit in
            _ = visit.receive()
            visit.send("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n")
            for _ in 0..<40 where !visit.waitForHangUp(40) { visit.send("x") }
        }
        let url = try #require(HTTPURL(server.address))
        let start = ContinuousClock.now

        let answer = try await CurlTransport.plain().send(
            HTTPRequest("GET", url, patience: .milliseconds(1000)), .pieces { _ in })

        #expect(answer.status == 200)
        #expect(ContinuousClock.now - start > .milliseconds(1000))
    }

    @Test func `a streamed body that stalls is given up`() async throws {
        let server = try LocalServer { visit in
            _ = visit.receive()
            visit.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
            visit.waitForHangUp()
        }
        let url = try #require(HTTPURL(server.address))

        let failure = await #expect(throws: HTTPFailure.self) {
            try await CurlTransport.plain().send(
                HTTPRequest("GET", url, patience: .milliseconds(1000)), .pieces { _ in })
        }

        #expect(failure?.reason == "127.0.0.1:\(server.port) sent nothing within 1.0 seconds")
    }

    @Test func `the time that a consumer takes is not the server's`() async throws {
        let server = try LocalServer.answering { _ in
            Reply(200, [], bytes: [UInt8](repeating: 1, count: 4 << 20))
        }
        let url = try #require(HTTPURL(server.address))
        let slow = try LocalServer { visit in visit.waitForHangUp(1500) }
        let transport = try CurlTransport.plain()

        let answer = try await transport.send(
            HTTPRequest("GET", url, patience: .milliseconds(1000)),
            .pieces { _ in
                if slow.connections == 0 { _ = try? await transport.get(slow.address) }
            })

        #expect(answer.status == 200)
        #expect(slow.connections == 1)
    }

    @Test func `waiting for a free connection is not the server's time either`() async throws {
        let server = try LocalServer { visit in
            while visit.receive() != nil, !visit.waitForHangUp(100) {
                visit.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        }
        let transport = try CurlTransport.plain { $0.connectionsPerHost = 1 }
        let address = server.address

        try await withThrowingTaskGroup { group in
            // Three seconds together, for which nobody alone would wait.
            for _ in 0..<30 {
                group.addTask { try await transport.get(address, patience: .milliseconds(2000)).status }
            }
            for try await status in group { #expect(status == 200) }
        }

        #expect(server.connections == 1)
    }

    @Test(arguments: ["http", "https"])
    func `many requests to a server that nobody reaches are given up together`(_ scheme: String) async throws
    {
        let full = try FullListener()
        let address = full.address.replacing("http", with: scheme)
        let transport = try CurlTransport.plain()
        let patience = HTTPRequest.Patience(connecting: .milliseconds(500))
        let start = ContinuousClock.now

        await withTaskGroup { group in
            for _ in 0..<200 {
                group.addTask { try? await transport.failure(of: address, patience: patience).kind }
            }
            for await kind in group { #expect(kind == .unconnected) }
        }

        // One after another they would take 100 seconds.
        #expect(ContinuousClock.now - start < .seconds(40))
    }

    @Test func `a server that nobody reaches is given up sooner than one that is slow`() async throws {
        // A listener whose queue is full takes no more connections, and says nothing.
        let full = try FullListener()
        let patience = HTTPRequest.Patience(connecting: .milliseconds(200))

        let failure = try await CurlTransport.plain().failure(of: full.address, patience: patience)

        #expect(failure.kind == .unconnected)
        #expect(failure.reason.hasSuffix("took no connection within 0.2 seconds"))
    }
}
