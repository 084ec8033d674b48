import Glibc

/// A program started by this one, in a process group of its own, so that it can be ended with all it has started.
///
/// It is looked at every few milliseconds rather than waited for: a program that prints credentials ends soon, and
/// no thread of Swift's pool may block.
package struct ChildProcess: ~Copyable {
    private static let pause = Duration.milliseconds(5)

    private let id: pid_t
    private var output: ChildPipe
    private var errors: ChildPipe
    private var end: ProcessOutcome.End?

    /// Runs a program to its end: `ProcessRunner` for the operating system.
    @Sendable package static func run(
        _ words: [String], _ variables: [String: String], _ patience: Duration
    ) async throws -> ProcessOutcome {
        var child = try start(words, variables)
        let clock = ContinuousClock()
        let deadline = clock.now + patience
        while try child.isRunning() {
            guard clock.now < deadline else { throw ProcessFailure("did not end within \(patience)") }
            try await clock.sleep(for: pause)
        }
        return child.outcome
    }

    private init(_ id: pid_t, _ output: consuming ChildPipe, _ errors: consuming ChildPipe) {
        self.id = id
        self.output = output
        self.errors = errors
    }

    private static func start(
        _ words: [String], _ variables: [String: String]
    ) throws(ProcessFailure) -> ChildProcess {
        var output = try ChildPipe()
        var errors = try ChildPipe()
        let id = try spawn(words, variables, output.inlet, errors.inlet)
        output.closeInlet()
        errors.closeInlet()
        return ChildProcess(id, output, errors)
    }

    /// Ends it, if it has not ended by itself.
    deinit {
        guard end == nil else { return }
        kill(-id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 && errno == EINTR {}
    }

    /// Takes what it has written; whether more may come.
    private mutating func isRunning() throws(ProcessFailure) -> Bool {
        if end == nil { end = try ended() }
        // The end is looked for first: what was written before it is in the pipes by now.
        try output.drain()
        try errors.drain()
        return end == nil
    }

    private func ended() throws(ProcessFailure) -> ProcessOutcome.End? {
        var status: Int32 = 0
        let waited = waitpid(id, &status, WNOHANG)
        guard waited != 0, !(waited < 0 && errno == EINTR) else { return nil }
        guard waited == id else { throw ProcessFailure("cannot be waited for") }
        // The low seven bits name a signal; the next byte is the exit code.
        return status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .killed(by: status & 0x7F)
    }

    private var outcome: ProcessOutcome {
        ProcessOutcome(end ?? .exited(0), output: output.bytes, errors: errors.bytes)
    }

    private static func spawn(
        _ words: [String], _ variables: [String: String], _ output: Int32, _ errors: Int32
    ) throws(ProcessFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Self.setSignals(&attributes)
        var arguments = words.map { strdup($0) } + [nil]
        var environment = variables.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var id = pid_t()
        let error = posix_spawnp(&id, words[0], &actions, &attributes, &arguments, &environment)
        guard error == 0 else { throw ProcessFailure("cannot start: \(String(cString: strerror(error)))") }
        return id
    }

    /// Gives the program a group of its own, and the signals as any program expects them: this one has its own ways.
    private static func setSignals(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }
}
