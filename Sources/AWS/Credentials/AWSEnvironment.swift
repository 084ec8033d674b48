import Formats
import HTTP

/// All that credentials may come from, as values and closures: nothing here asks the process it runs in.
///
/// `now` and `sleep` make every test as fast as it likes; the transport makes it pure.
package struct AWSEnvironment: Sendable {
    package var variables: [String: String]
    /// Where `~` leads.
    package var home: String
    package var transport: any Transport
    package var now: @Sendable () -> Timestamp
    package var sleep: @Sendable (Duration) async throws -> Void
    package var files: CredentialFiles
    package var run: ProcessRunner
    package var endpoint: ServiceEndpoint
    package var assumeRole: RoleAssumption

    /// Turns credentials into those of a role, by a signed request that is sent to a region; nil leaves the choice
    /// to whoever sends it.
    package typealias RoleAssumption =
        @Sendable (STS.AssumeRole, _ caller: Credentials, _ region: String?) async throws -> STS.Session

    /// Where a service answers in a region; nil stands for no region at all.
    package typealias ServiceEndpoint = @Sendable (Service, _ region: String?) throws -> HTTPURL

    package init(
        variables: [String: String], home: String? = nil, transport: any Transport,
        now: @escaping @Sendable () -> Timestamp,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        files: CredentialFiles = .system, run: @escaping ProcessRunner = ChildProcess.run,
        endpoint: @escaping ServiceEndpoint,
        assumeRole: @escaping RoleAssumption
    ) {
        self.variables = variables
        self.home = home ?? variables["HOME"] ?? "/"
        self.transport = transport
        self.now = now
        self.sleep = sleep
        self.files = files
        self.run = run
        self.endpoint = endpoint
        self.assumeRole = assumeRole
    }
}

extension AWSEnvironment {
    /// A variable without the blanks and line ends around it; an empty one counts as none.
    package func variable(_ name: String) -> String? {
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\r", "\n"]
        let scalars = (variables[name] ?? "").unicodeScalars.drop { blanks.contains($0) }
        guard let last = scalars.lastIndex(where: { !blanks.contains($0) }) else { return nil }
        return String(scalars[...last])
    }

    func path(_ name: String) -> String? { variable(name).map(expanded) }

    /// A path with the home folder for `~`.
    func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        return (home.hasSuffix("/") ? String(home.dropLast()) : home) + path.dropFirst()
    }

    /// The bytes of a file; nil where there is none.
    func file(_ path: String) throws(CredentialFailure) -> [UInt8]? {
        try files.read(path)
    }
}

/// Shows no variable: keys and tokens are among them.
extension AWSEnvironment: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "the environment of \(home)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
