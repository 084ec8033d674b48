import Glibc

/// The right to run an estate.
///
/// One process holds it at a time, and a killed one loses it.
package struct RunLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, or names who holds it.
    package init(_ path: String, holder: String) throws(Problem) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Problem(FileFailure("open", path)) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let problem = Self.refusal(of: path, heldBy: Self.text(of: descriptor), number: errno)
            close(descriptor)
            throw problem
        }
        Self.replaceText(of: descriptor, with: holder + "\n")
    }

    // The kernel releases the lock with the last descriptor, and so also after kill -9. The file stays:
    // removing it would let two processes lock two files of the same name.
    deinit { close(descriptor) }

    /// Who holds a lock now; nil when nobody does.
    package static func holder(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
        return text(of: descriptor)
    }

    private static func refusal(of path: String, heldBy holder: String, number: Int32) -> Problem {
        guard number == EWOULDBLOCK else { return Problem(FileFailure("lock", path, number: number)) }
        return Problem(
            "another run holds this estate: \(holder)",
            hint: "wait until it has ended, or stop it and run again: the run resumes",
            exit: .runAgain)
    }

    private static func text(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let line = bytes.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }
        return line.isEmpty
            ? "a process that has not said its name yet" : String(decoding: line, as: UTF8.self)
    }

    /// Tells the next one who holds the lock.
    ///
    /// A failure leaves the lock as good as it is.
    private static func replaceText(of descriptor: Int32, with text: String) {
        guard ftruncate(descriptor, 0) == 0 else { return }
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }
}
