import Foundation
import HTTP
import Synchronization
import Testing

/// What measures memory, threads or descriptors runs in a process of its own.
struct LoadTests {
    @Test func `ten thousand requests grow neither memory nor descriptors`() async {
        await #expect(processExitsWith: .success) {
            let server = try LocalServer.answering { _ in
                Reply(
                    200, ["X-Filler: " + String(repeating: "x", count: 500)],
                    String(repeating: "y", count: 2000))
            }
            let transport = try CurlTransport.plain()
            try await Load.run(2000, at: 64, transport, server.address)
            let (before, connections) = (Footprint(), server.connections)

            try await Load.run(10_000, at: 64, transport, server.address)

            let after = Footprint()
            #expect(server.connections <= 64)
            // Both ends of a connection are in this process, and the last of the 64 may have come late.
            #expect(after.descriptors <= before.descriptors + 2 * (server.connections - connections))
            #expect(after.residentKiB - before.residentKiB < 2048)
        }
    }

    @Test func `a body of 400 MB passes through a slow consumer in flat memory`() async {
        await #expect(processExitsWith: .success) {
            let server = try LocalServer { visit in
                _ = visit.receive()
                visit.send("HTTP/1.1 200 OK\r\nContent-Length: \(400 << 20)\r\n\r\n")
                let piece = [UInt8](repeating: 7, count: 1 << 20)
                for _ in 0..<400 where !visit.send(piece) { return }
            }
            let pause = try LocalServer { visit in visit.waitForHangUp(100) }
            let transport = try CurlTransport.plain()
            let url = try #require(HTTPURL(server.address))
            let (slow, before) = (pause.address, Footprint())
            let taken = Mutex((bytes: 0, pieces: 0))

            _ = try await transport.send(
                HTTPRequest("GET", url),
                .pieces { piece in
                    #expect(piece.count <= 1 << 20)
                    let isFirst = taken.withLock { taken in
                        taken.bytes += piece.count
                        taken.pieces += 1
                        return taken.pieces == 1
                    }
                    // Long enough that a server on the same machine could have sent everything.
                    if isFirst { _ = try? await transport.get(slow) }
                })

            #expect(taken.withLock(\.bytes) == 400 << 20)
            #expect(Footprint().peakKiB - before.peakKiB < 12 << 10)
        }
    }

    @Test func `a program that is started inherits no connection`() async throws {
        let server = try LocalServer.answering { _ in Reply(200, [], "x") }
        let transport = try CurlTransport.plain()
        _ = try await transport.get(server.address)

        let flags = (0..<1024).filter { Load.peer(of: $0) == server.port }.map { fcntl($0, F_GETFD) }

        #expect(flags == [FD_CLOEXEC])
    }

    @Test func `transports come and go without a trace`() async {
        await #expect(processExitsWith: .success) {
            let server = try LocalServer.answering { _ in Reply(200, [], "x") }
            try await Load.visits(20, to: server)
            let before = Footprint()

            try await Load.visits(200, to: server)

            // Threads end a little after their transports; a leak would show 200 times over.
            try await waitUntil {
                let now = Footprint()
                return now.threads < before.threads + 20 && now.descriptors < before.descriptors + 20
            }
            #expect(Footprint().residentKiB - before.residentKiB < 2048)
        }
    }
}

enum Load {
    /// Sends so many requests, so many at a time.
    static func run(_ count: Int, at width: Int, _ transport: some Transport, _ address: String) async throws
    {
        let sent = Atomic(0)
        let isMore: @Sendable () -> Bool = { sent.wrappingAdd(1, ordering: .relaxed).newValue <= count }
        try await withThrowingTaskGroup { group in
            for _ in 0..<width {
                group.addTask {
                    while isMore() { try await ask(transport, address) }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func ask(_ transport: some Transport, _ address: String) async throws {
        let answer = try await transport.get(address)
        #expect(answer.status == 200)
    }

    /// The port that a socket of this process is connected to.
    static func peer(of socket: Int32) -> Int? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getpeername(socket, $0, &length) == 0
            }
        }
        return isConnected ? Int(in_port_t(bigEndian: address.sin_port)) : nil
    }

    /// Uses so many transports for one request each, and waits until they are gone.
    static func visits(_ count: Int, to server: LocalServer) async throws {
        for _ in 0..<count { try await ask(CurlTransport.plain(), server.address) }
        try await waitUntil { server.openConnections == 0 }
    }
}

/// What this process uses, as the kernel has it.
struct Footprint {
    let residentKiB: Int
    let peakKiB: Int
    let threads: Int
    let descriptors: Int

    init() {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let number = { (name: String) in
            status.split(separator: "\n").first { $0.hasPrefix(name) }
                .flatMap { Int($0.filter(\.isNumber)) } ?? 0
        }
        residentKiB = number("VmRSS:")
        peakKiB = number("VmHWM:")
        threads = number("Threads:")
        descriptors = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).count
    }
}
