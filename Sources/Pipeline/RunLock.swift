import Glibc

/// The right to run an estate.
///
/// One process holds it at a time, and a killed one loses it.
package struct RunLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, or names who holds it.
    package init(_ path: String, holder: String) throws(Problem) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        // From here on `deinit` closes it, also when this throws.
        guard descriptor >= 0 else { throw Problem(FileFailure("open", path)) }
        var wish = Self.wholeFile
        guard fcntl(descriptor, Self.take, &wish) == 0 else {
            throw Self.refusal(of: path, heldBy: Self.text(of: descriptor), number: errno)
        }
        Self.replaceText(of: descriptor, with: holder + "\n")
    }

    // The kernel releases the lock with the descriptor, and so also after kill -9. The file stays: removing it
    // would let two processes lock two files of the same name.
    deinit {
        guard descriptor >= 0 else { return }
        // Given back by name: a child process that is just being started still has the descriptor.
        var end = Self.wholeFile
        end.l_type = Int16(F_UNLCK)
        _ = fcntl(descriptor, Self.take, &end)
        close(descriptor)
    }

    /// Who holds a lock now; nil when nobody does.
    ///
    /// It only asks: a lock taken to look would, for that instant, refuse a run.
    package static func holder(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var wish = wholeFile
        guard fcntl(descriptor, ask, &wish) == 0, wish.l_type != Int16(F_UNLCK) else { return nil }
        return text(of: descriptor)
    }

    // F_OFD_SETLK and F_OFD_GETLK: locks that belong to the open file and not, as POSIX has it, to whatever the
    // process opens under that name. glibc hides the names from Swift.
    private static let take: Int32 = 37
    private static let ask: Int32 = 36

    private static var wholeFile: Glibc.flock {
        var lock = Glibc.flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }

    private static func refusal(of path: String, heldBy holder: String, number: Int32) -> Problem {
        guard number == EAGAIN || number == EACCES else {
            return Problem(FileFailure("lock", path, number: number))
        }
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
