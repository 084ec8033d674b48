import Glibc

/// One of the pipes through which a program is listened to.
struct ChildPipe: ~Copyable {
    /// Credentials are a few kilobytes; a program that prints more is a mistake.
    private static let ceiling = 1 << 20

    private let outlet: Int32
    /// The end that the program gets.
    private(set) var inlet: Int32
    private(set) var bytes: [UInt8] = []

    init() throws(ProcessFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ProcessFailure("no pipe: \(String(cString: strerror(errno)))") }
        (outlet, inlet) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // Only this end: the program may expect its own to block.
        _ = fcntl(outlet, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(outlet)
        if inlet >= 0 { close(inlet) }
    }

    mutating func closeInlet() {
        close(inlet)
        inlet = -1
    }

    /// Takes what is there now.
    mutating func drain() throws(ProcessFailure) {
        var piece = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = read(outlet, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            bytes += piece.prefix(count)
            guard bytes.count <= Self.ceiling else { throw ProcessFailure("prints more than a megabyte") }
        }
    }
}
