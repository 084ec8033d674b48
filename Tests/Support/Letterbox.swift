import Foundation
import Synchronization

/// A web server on this machine that keeps what it is sent, and answers everything in one way.
package final class Letterbox: Sendable {
    package struct CannotListen: Error {}

    /// What came: the first line's target, and the body.
    package struct Letter: Equatable, Sendable {
        package var target: String
        package var body: String
    }

    package let port: Int
    private let listener: Int32
    private let received = Received()

    private final class Received: Sendable {
        let letters = Mutex<[Letter]>([])
    }

    /// `answer` is all that is said to whoever writes; nil says nothing, for ever.
    package init(answer: String? = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOK")
        throws
    {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (listener, received) = (listener, received)
        let isBound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else { throw CannotListen() }
        port = Int(in_port_t(bigEndian: address.sin_port))
        Thread.detachNewThread { Self.serve(listener, received, answer) }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    package var letters: [Letter] { received.letters.withLock(\.self) }

    private static func serve(_ listener: Int32, _ received: Received, _ answer: String?) {
        var silent: [Int32] = []
        while true {
            let visitor = accept(listener, nil, nil)
            guard visitor >= 0 else { break }
            let letter = read(visitor)
            received.letters.withLock { $0.append(letter) }
            guard let answer else {
                silent.append(visitor)
                continue
            }
            _ = send(visitor, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
            close(visitor)
        }
        silent.forEach { close($0) }
        close(listener)
    }

    private static func read(_ visitor: Int32) -> Letter {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 {
                let head = parts[0].lowercased().split(separator: "\r\n")
                let length = head.first { $0.hasPrefix("content-length:") }.flatMap {
                    Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces))
                }
                if parts[1].utf8.count >= length ?? 0 {
                    let target = parts[0].split(separator: " ").dropFirst().first ?? ""
                    return Letter(target: String(target), body: String(parts[1]))
                }
            }
            let count = recv(visitor, &buffer, buffer.count, 0)
            guard count > 0 else { return Letter(target: text, body: "") }
            text += String(decoding: buffer.prefix(count), as: UTF8.self)
        }
    }
}
