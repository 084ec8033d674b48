import Formats
@preconcurrency import Glibc
import Pipeline

/// Everything that comes from outside the program, as values: words, environment, time and streams.
struct World: Sendable {
    var arguments: [String]
    var environment: [String: String]
    var now: @Sendable () -> Timestamp
    var errorIsTerminal: Bool
    /// The device and file of standard error, as journald's $JOURNAL_STREAM names its own.
    var errorIdentity: String
    /// What standard output is shown on.
    var screen = Screen.unlimited

    static func real() -> World {
        // A closed pipe is an answer to a write, and no reason to die.
        signal(SIGPIPE, SIG_IGN)
        occupyStandardStreams()
        let environment = inheritedEnvironment()
        return World(
            arguments: Array(CommandLine.arguments.dropFirst()), environment: environment,
            now: { Timestamp(seconds: Int64(time(nil))) }, errorIsTerminal: isatty(STDERR_FILENO) == 1,
            errorIdentity: identity(of: STDERR_FILENO), screen: Screen.real(environment))
    }

    private static func identity(of stream: Int32) -> String {
        var status = stat()
        return fstat(stream, &status) == 0 ? "\(status.st_dev):\(status.st_ino)" : ""
    }

    /// Puts /dev/null where a standard stream is closed: the next file opened, such as the lock, would take its
    /// number, and what is said would be written into it.
    private static func occupyStandardStreams() {
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// Writes to standard output, and throws `OutputClosed` where nobody reads it any more.
    func print(_ text: String) throws {
        try write(Array((text + "\n").utf8))
    }

    /// Writes bytes as they are, but for what a terminal would obey.
    func write(_ bytes: [UInt8]) throws {
        let bytes = screen.isTerminal ? TerminalText.visible(bytes) : bytes
        guard Self.write(bytes, to: STDOUT_FILENO) else {
            guard errno == EPIPE else { throw Problem(FileFailure("write", "standard output")) }
            throw OutputClosed()
        }
    }

    /// Writes a line to standard error, in one piece: a crash loses none of it.
    func say(_ line: String) {
        _ = Self.write(Array((line + "\n").utf8), to: STDERR_FILENO)
    }

    /// Writes to standard error as it is, for the progress line.
    func draw(_ text: String) {
        _ = Self.write(Array(text.utf8), to: STDERR_FILENO)
    }

    func tell(_ problem: Problem) {
        say("stocktake: \(problem)")
    }

    func exit(_ code: ExitCode) -> Never {
        Glibc.exit(code.rawValue)
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func inheritedEnvironment() -> [String: String] {
        var result: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let parts = String(cString: entry).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
            next += 1
        }
        return result
    }
}

/// Nobody reads standard output any more.
struct OutputClosed: Error {}
