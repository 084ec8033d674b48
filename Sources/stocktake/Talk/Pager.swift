@preconcurrency import Glibc
import Pipeline

/// A program that shows a long answer page by page, fed through a pipe.
///
/// A class, because it owns a pipe and a process that the answer and its end share.
final class Pager {
    private let command: String
    private let process: pid_t
    private var inlet: Int32
    private var isWaitedFor = false

    /// The pager that the environment asks for; nil for none.
    ///
    /// `cat` is what people set who want none, as for git.
    static func command(in environment: [String: String]) -> String? {
        if let chosen = environment["PAGER"] { return ["", "cat"].contains(chosen) ? nil : chosen }
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.contains { access("\($0)/less", X_OK) == 0 } ? "less -FRX" : nil
    }

    /// Starts it through the shell, as git does, because `PAGER` may hold options.
    init(_ command: String, _ environment: [String: String]) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Problem(FileFailure("make", "a pipe")) }
        // The pager must not hold the end that is written to: it would wait for itself.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var variables = environment
        // Ends at once what fits the screen, and leaves it there afterwards.
        if variables["LESS"] == nil { variables["LESS"] = "FRX" }
        guard let process = Self.spawn(command, variables, ends[0]) else {
            close(ends[1])
            throw Self.cannotStart(command)
        }
        // Ctrl-C is the pager's: it would go on without us, and leave the terminal as it is.
        signal(SIGINT, SIG_IGN)
        signal(SIGQUIT, SIG_IGN)
        (self.command, self.process, inlet) = (command, process, ends[1])
    }

    deinit { try? finish() }

    /// Throws `OutputClosed` where the reader has closed it.
    func write(_ bytes: [UInt8]) throws {
        guard inlet >= 0, World.write(bytes, to: inlet) else { throw OutputClosed() }
    }

    /// Tells it that this was all, and waits until its reader has seen enough.
    func finish() throws {
        guard !isWaitedFor else { return }
        isWaitedFor = true
        close(inlet)
        inlet = -1
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        signal(SIGINT, SIG_DFL)
        signal(SIGQUIT, SIG_DFL)
        // What the shell says of programs that it does not find, or may not run.
        let code = (status >> 8) & 0xFF
        if status & 0x7F == 0, code == 126 || code == 127 { throw Self.cannotStart(command) }
    }

    private static func cannotStart(_ command: String) -> Problem {
        Problem(
            "cannot start the pager '\(command)'", hint: "set PAGER to another one, or add --no-pager",
            exit: .unavailable)
    }

    private static func spawn(_ command: String, _ variables: [String: String], _ input: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // This program ignores a closed pipe; others expect to die of it.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let words = ["/bin/sh", "-c", command]
        var arguments = words.map { strdup($0) } + [nil]
        var environment = variables.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var id = pid_t()
        guard posix_spawn(&id, "/bin/sh", &actions, &attributes, &arguments, &environment) == 0 else {
            return nil
        }
        return id
    }
}
