/// How a program that somebody else wrote came to its end.
package struct ProcessOutcome: Equatable, Sendable {
    package enum End: Equatable, Sendable {
        case exited(Int32)
        case killed(by: Int32)
    }

    package var end: End
    /// What it wrote to its standard output, which may be secrets.
    package var output: [UInt8]
    /// What it wrote to its standard error.
    package var errors: [UInt8]

    package init(_ end: End, output: [UInt8] = [], errors: [UInt8] = []) {
        self.end = end
        self.output = output
        self.errors = errors
    }
}

extension ProcessOutcome: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "a program that \(end)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension ProcessOutcome.End: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exited(let code): "ended with code \(code)"
        case .killed(let signal): "was killed by signal \(signal)"
        }
    }
}

/// Why a program has no outcome.
package struct ProcessFailure: Error, Equatable, Sendable {
    package var reason: String

    package init(_ reason: String) { self.reason = reason }
}

/// Runs a program with an environment, for so long at most.
///
/// It throws a `ProcessFailure`, or `CancellationError`; the program is gone either way.
package typealias ProcessRunner =
    @Sendable (_ words: [String], _ variables: [String: String], _ patience: Duration) async throws ->
    ProcessOutcome
