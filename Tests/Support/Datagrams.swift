import Foundation
import Synchronization

/// A socket that collects what is said to it, as systemd's does.
package final class Datagrams: Sendable {
    package struct CannotListen: Error {}

    private let descriptor: Int32
    private let heard = Heard()

    private final class Heard: Sendable {
        let all = Mutex<[String]>([])
    }

    /// Listens under a path, or with `@` in front under a name that stands in no folder.
    package init(_ name: String) throws {
        descriptor = try Self.deaf(name)
        // On a thread of its own: the queue of a socket holds ten, and then whoever speaks has to wait.
        let (descriptor, heard) = (descriptor, heard)
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { break }
                let text = String(decoding: buffer.prefix(count), as: UTF8.self)
                heard.all.withLock { $0.append(text) }
            }
            close(descriptor)
        }
    }

    /// A socket that takes what is said, and that nobody reads.
    package static func deaf(_ name: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw CannotListen() }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let isAbstract = name.hasPrefix("@")
        withUnsafeMutableBytes(of: &address.sun_path) { path in
            path.copyBytes(from: name.utf8)
            if isAbstract { path[0] = 0 }
        }
        let length = socklen_t(2 + name.utf8.count + (isAbstract ? 0 : 1))
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 }
        }
        guard isBound else { throw CannotListen() }
        return descriptor
    }

    deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Everything that has been said so far, a datagram a text.
    package var all: [String] { heard.all.withLock(\.self) }

    /// Waits until somebody has said it; false after ten seconds.
    package func hears(_ line: String) -> Bool {
        for _ in 0..<1000 {
            let lines = all.flatMap { $0.split(separator: "\n").map(String.init) }
            if lines.contains(where: { $0.hasPrefix(line) }) { return true }
            usleep(10_000)
        }
        return false
    }
}
