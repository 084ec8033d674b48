import Foundation
import HTTP
import Testing

struct CancellationTests {
    /// Holds every connection until the client lets go.
    private static func silent() throws -> LocalServer {
        try LocalServer { visit in
            _ = visit.receive()
            visit.waitForHangUp()
        }
    }

    @Test func `cancelling a task ends its transfer and closes the connection`() async throws {
        let server = try Self.silent()
        let transport = try CurlTransport.plain()
        let address = server.address
        let task = Task { try await transport.get(address) }
        try await waitUntil { server.openConnections == 1 }

        task.cancel()

        await #expect(throws: CancellationError.self) { try await task.value }
        try await waitUntil { server.openConnections == 0 }
    }

    @Test func `a task that is cancelled before it asks asks nobody`() async throws {
        let server = try Self.silent()
        let transport = try CurlTransport.plain()
        let address = server.address

        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.get(address)
        }

        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.connections == 0)
    }

    @Test func `cancelling a thousand transfers ends all of them, and the transport goes on`() async throws {
        let server = try LocalServer { visit in
            while let received = visit.receive() {
                guard received.line.contains("quick") else { break }
                visit.send(Reply(200, [], "x").bytes(for: received))
            }
            visit.waitForHangUp()
        }
        let transport = try CurlTransport.plain { settings in
            settings.connectionsPerHost = 700
            settings.connections = 700
        }
        let address = server.address
        let tasks = (0..<1000).map { _ in Task { try await transport.get(address) } }
        // The rest wait in line.
        try await waitUntil { server.openConnections == 700 }
        let start = ContinuousClock.now

        tasks.forEach { $0.cancel() }
        for task in tasks {
            await #expect(throws: CancellationError.self) { try await task.value }
        }

        // The server would keep them for ever, and the transport for 30 seconds.
        #expect(ContinuousClock.now - start < .seconds(15))
        try await waitUntil { server.openConnections == 0 }
        #expect(try await transport.get(address + "/quick").text == "x")
    }

    @Test func `a stream is cancelled whether its consumer or its server is slow`() async throws {
        let server = try LocalServer { visit in
            _ = visit.receive()
            visit.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
            while visit.send([UInt8](repeating: 0, count: 1 << 16)) {}
        }
        let slow = try Self.silent()
        let transport = try CurlTransport.plain()
        let url = try #require(HTTPURL(server.address))
        let slowAddress = slow.address
        let task = Task {
            try await transport.send(
                HTTPRequest("GET", url), .pieces { _ in _ = try await transport.get(slowAddress) })
        }
        try await waitUntil { slow.openConnections == 1 }

        task.cancel()

        await #expect(throws: CancellationError.self) { try await task.value }
        try await waitUntil { server.openConnections == 0 && slow.openConnections == 0 }
    }

    @Test func `a race of answers and cancellations ends every request once`() async throws {
        let server = try LocalServer.answering { _ in Reply(200, [], "x") }
        let transport = try CurlTransport.plain { $0.connectionsPerHost = 16 }
        let address = server.address
        var ends = (answered: 0, cancelled: 0)

        for round in 0..<200 {
            let tasks = (0..<10).map { _ in Task { try await transport.get(address) } }
            for _ in 0..<(round % 40) { await Task.yield() }
            tasks.forEach { $0.cancel() }
            for task in tasks {
                switch await task.result {
                case .success: ends.answered += 1
                case .failure(let error):
                    #expect(error is CancellationError)
                    ends.cancelled += 1
                }
            }
        }

        #expect(ends.answered + ends.cancelled == 2000)
        #expect(try await transport.get(address).text == "x")
    }

    @Test func `a transport that is let go closes its connections`() async throws {
        let server = try LocalServer.answering { _ in Reply(200, [], "x") }
        var transport: CurlTransport? = try CurlTransport.plain()
        _ = try await transport?.get(server.address)
        #expect(server.openConnections == 1)

        transport = nil

        try await waitUntil { server.openConnections == 0 }
    }
}
