import Foundation

/// A connection that somebody made to a `LocalServer`.
struct Visit {
    private let socket: Int32

    init(_ socket: Int32) { self.socket = socket }

    /// Reads a request; nil when the client hangs up instead.
    func receive() -> Received? {
        var bytes: [UInt8] = []
        var request: Received?
        while request == nil {
            guard let more = read() else { return nil }
            bytes.append(contentsOf: more)
            request = Received(bytes)
        }
        while let missing = request?.missing, missing > 0 {
            guard let more = read() else { return nil }
            request?.body.append(contentsOf: more)
        }
        return request
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Whether all of it could be sent.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { rest in
                Foundation.send(socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Whether the client hangs up within so many milliseconds; -1 waits for ever.
    @discardableResult
    func waitForHangUp(_ milliseconds: Int32 = -1) -> Bool {
        var waited = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&waited, 1, milliseconds) > 0 else { return false }
        return read() == nil
    }

    /// Makes the end of the connection a reset.
    func breakOff() {
        var linger = Foundation.linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Foundation.linger>.size))
    }

    private func read() -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: 16 << 10) { buffer, count in
            count = max(0, recv(socket, buffer.baseAddress, buffer.count, 0))
        }
        return bytes.isEmpty ? nil : bytes
    }
}

/// A request as it came over the wire.
struct Received: Sendable {
    var lines: [String]
    var body: [UInt8]

    /// Nil while the head is not whole.
    init?(_ bytes: [UInt8]) {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        lines = head.components(separatedBy: "\r\n")
        body = Array(bytes[end.upperBound...])
    }

    /// The request line.
    var line: String { lines.first ?? "" }

    /// The lines of the headers.
    var fields: [String] { Array(lines.dropFirst()) }

    subscript(name: String) -> String? {
        let start = name.lowercased() + ":"
        return fields.first { $0.lowercased().hasPrefix(start) }
            .map { $0.dropFirst(start.count).trimmingCharacters(in: .whitespaces) }
    }

    /// How much of the body is still to come.
    var missing: Int { (self["Content-Length"].flatMap { Int($0) } ?? 0) - body.count }
}

/// A well-made answer.
struct Reply: Sendable {
    var status = 200
    var fields: [String] = []
    var body: [UInt8] = []

    init(_ status: Int = 200, _ fields: [String] = [], _ text: String = "") {
        self.init(status, fields, bytes: Array(text.utf8))
    }

    init(_ status: Int, _ fields: [String], bytes: [UInt8]) {
        self.status = status
        self.fields = fields
        body = bytes
    }

    func bytes(for received: Received) -> [UInt8] {
        let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.count)"] + fields
        let head = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        return received.line.hasPrefix("HEAD ") ? head : head + body
    }
}
