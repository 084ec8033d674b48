import Foundation

/// A place where nobody takes connections and nobody refuses them: a listener whose queue is full.
final class FullListener: Sendable {
    struct CannotListen: Error {}

    let address: String
    private let sockets: [Int32]

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var sockets = [listener]
        let isFull = withUnsafeMutablePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                guard bind(listener, place, length) == 0, listen(listener, 0) == 0,
                    getsockname(listener, place, &length) == 0
                else { return false }
                sockets += (0..<4).map { _ in Self.knock(place, length) }
                return true
            }
        }
        guard isFull else { throw CannotListen() }
        address = "http://127.0.0.1:\(in_port_t(bigEndian: place.sin_port))"
        self.sockets = sockets
    }

    deinit { sockets.forEach { close($0) } }

    /// Begins to connect, and does not wait for the end of it.
    private static func knock(_ place: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let client = socket(AF_INET, kind, 0)
        _ = connect(client, place, length)
        return client
    }
}
