import Foundation
import Support

/// Certificates made for a test by the `openssl` command: an authority, and a server that it vouches for.
struct Certificates {
    struct Failed: Error {}

    private let folder: TemporaryFolder

    /// Nil where the command is not installed.
    static let command: String? = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/bin/openssl"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static let absence = "skipped: there is no openssl command to make certificates with"

    init(for subject: String = "IP:127.0.0.1") throws {
        folder = try TemporaryFolder()
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        let authorityKey = folder.file("authority.key")
        try run(
            ["req", "-x509", "-days", "1", "-subj", "/CN=Authority of a test"] + curve
                + ["-keyout", authorityKey, "-out", authority])
        try run(
            [
                "req", "-x509", "-days", "1", "-subj", "/CN=Server of a test", "-addext",
                "subjectAltName=\(subject)",
            ]
                + curve + ["-addext", "basicConstraints=critical,CA:FALSE"]
                + ["-CA", authority, "-CAkey", authorityKey, "-keyout", key, "-out", certificate])
    }

    var authority: String { folder.file("authority.pem") }
    var certificate: String { folder.file("server.pem") }
    var key: String { folder.file("server.key") }
    var log: String { folder.file("log") }

    private func run(_ words: [String]) throws {
        guard Child.wait(for: start(words)) == .exited(0) else { throw Failed() }
    }

    /// Starts the command; what it says goes to the log.
    func start(_ words: [String]) -> pid_t {
        let script = "exec \"$0\" \"$@\" >'\(log)' 2>&1 </dev/null"
        return Child.start(["/bin/sh", "-c", script, Self.command ?? "openssl"] + words, [:])
    }
}

/// A server that speaks TLS: `openssl s_server`, which answers every request with a page about itself.
final class SecureServer: Sendable {
    struct Failed: Error {}

    let port: Int
    private let process: pid_t

    /// On a port that the system chooses, which the server tells.
    init(_ certificates: Certificates) throws {
        let words = ["-cert", certificates.certificate, "-key", certificates.key, "-www"]
        process = certificates.start(["s_server", "-accept", "127.0.0.1:0"] + words)
        let deadline = ContinuousClock.now + .seconds(60)
        var port: Int?
        while port == nil, ContinuousClock.now < deadline {
            port = Self.port(in: certificates.log)
            if port == nil { usleep(1000) }
        }
        guard let port else { throw Failed() }
        self.port = port
    }

    deinit {
        kill(process, SIGKILL)
        Child.wait(for: process)
    }

    /// It says `ACCEPT 127.0.0.1:40123` once it listens.
    private static func port(in log: String) -> Int? {
        guard let said = try? String(contentsOfFile: log, encoding: .utf8), said.hasSuffix("\n") else {
            return nil
        }
        let line = said.split(separator: "\n").first { $0.hasPrefix("ACCEPT") }
        return line?.split(separator: ":").last.flatMap { Int($0) }
    }
}
