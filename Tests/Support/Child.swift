@preconcurrency import Glibc

/// Processes of a test's own.
package enum Child {
    package enum End: Equatable, Sendable {
        case exited(Int32)
        case killed
        case notStarted
    }

    package static var ownPath: String { "/proc/self/exe" }

    /// Starts a program with this environment and some additions; -1 when it cannot be.
    package static func start(_ words: [String], _ additions: [String: String]) -> pid_t {
        var arguments = words.map { strdup($0) } + [nil]
        var environment = (inherited + additions.map { "\($0)=\($1)" }).map { strdup($0) } + [nil]
        defer { (arguments + environment).forEach { free($0) } }
        var child = pid_t()
        return posix_spawn(&child, words[0], nil, nil, &arguments, &environment) == 0 ? child : -1
    }

    @discardableResult
    package static func wait(for child: pid_t) -> End {
        guard child > 0 else { return .notStarted }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        // The low seven bits name a signal; the next byte is the exit code.
        return status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .killed
    }

    private static var inherited: [String] {
        var result: [String] = []
        var next = environ
        while let entry = next.pointee {
            result.append(String(cString: entry))
            next += 1
        }
        return result
    }
}
