import Foundation
import Synchronization

/// A server on this machine that behaves, or misbehaves, as a test says.
final class LocalServer: Sendable {
    struct CannotListen: Error {}

    let port: Int
    private let listener: Int32
    private let visitors: Visitors

    /// Serves each connection on a thread of its own; it is closed when the behaviour returns.
    init(_ behaviour: @escaping @Sendable (Visit) -> Void) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = try Self.listen(listener)
        visitors = Visitors()
        let (listener, visitors) = (listener, visitors)
        Thread.detachNewThread { Self.serve(listener, visitors, behaviour) }
    }

    /// A server that answers every request of every connection.
    static func answering(_ reply: @escaping @Sendable (Received) -> Reply) throws -> LocalServer {
        try LocalServer { visit in
            while let received = visit.receive(), visit.send(reply(received).bytes(for: received)) {}
        }
    }

    /// A server that reads one request, says what it is told to, and hangs up.
    static func saying(_ text: String) throws -> LocalServer {
        try LocalServer { visit in
            _ = visit.receive()
            visit.send(text)
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        visitors.disperse()
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// How many connections were made so far.
    var connections: Int { visitors.total }

    /// How many of them are open now.
    var openConnections: Int { visitors.present }

    private static func listen(_ listener: Int32) throws -> Int {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && Foundation.listen(listener, 1024) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else { throw CannotListen() }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    private static func serve(
        _ listener: Int32, _ visitors: Visitors, _ behaviour: @escaping @Sendable (Visit) -> Void
    ) {
        while true {
            let socket = accept(listener, nil, nil)
            guard socket >= 0 else { break }
            _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
            visitors.enter(socket)
            let thread = Thread {
                behaviour(Visit(socket))
                visitors.leave(socket)
            }
            thread.stackSize = 256 << 10
            thread.start()
        }
        close(listener)
    }
}

/// Who is connected.
private final class Visitors: Sendable {
    private struct State {
        var sockets: Set<Int32> = []
        var total = 0
    }

    private let state = Mutex(State())

    var total: Int { state.withLock(\.total) }
    var present: Int { state.withLock(\.sockets.count) }

    func enter(_ socket: Int32) {
        state.withLock { state in
            state.total += 1
            state.sockets.insert(socket)
        }
    }

    /// Closes it under the lock: its number must not be another connection's before it is forgotten.
    func leave(_ socket: Int32) {
        state.withLock { state in
            state.sockets.remove(socket)
            _ = close(socket)
        }
    }

    /// Wakes every thread that waits for its client.
    func disperse() {
        state.withLock { state in
            for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }
}
