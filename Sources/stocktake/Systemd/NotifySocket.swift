import Glibc

/// The socket on which systemd listens to its services (sd_notify(3)).
///
/// What is said is one datagram of `NAME=value` lines, so that no library is needed for it. Nobody listens in a
/// terminal, and then nothing is said.
struct NotifySocket: Sendable {
    /// A path, or with `@` in front a name that stands in no folder (unix(7), abstract).
    private let name: [UInt8]

    /// The one that the environment names; nil where it names none that can be.
    init?(_ environment: [String: String]) {
        guard let text = environment["NOTIFY_SOCKET"], text.hasPrefix("/") || text.hasPrefix("@") else {
            return nil
        }
        name = Array(text.utf8)
        // The kernel's limit, with room for the zero at the end.
        guard name.count > 1, name.count < Self.room else { return nil }
    }

    private static let room = MemoryLayout.size(ofValue: sockaddr_un().sun_path)

    /// How much it matters that something is heard.
    enum Urgency {
        /// It is said again soon: a listener that is busy misses it.
        case passing
        /// It is said once: a listener that is busy is waited for, a second at the most.
        case once
    }

    /// Says something, if there is anybody to hear it; what supervises a run may not hold it up.
    func send(_ text: String, _ urgency: Urgency = .passing) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var (address, length) = destination
        let bytes = Array(text.utf8)
        let flags = Int32(MSG_NOSIGNAL) | (urgency == .passing ? Int32(MSG_DONTWAIT) : 0)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                _ = sendto(descriptor, bytes, bytes.count, flags, pointer, length)
            }
        }
    }

    /// The address, and how much of it counts: an abstract name begins with a zero and has none at its end.
    private var destination: (sockaddr_un, socklen_t) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let isAbstract = name.first == UInt8(ascii: "@")
        withUnsafeMutableBytes(of: &address.sun_path) { path in
            path.copyBytes(from: name)
            if isAbstract { path[0] = 0 }
        }
        let before = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        return (address, socklen_t(before + name.count + (isAbstract ? 0 : 1)))
    }
}
