import Formats
import Foundation
import HTTP
import Support
import Testing

@testable import AWS

struct CredentialsProcessTests {
    static func world(_ command: String) -> CredentialsWorld {
        CredentialsWorld(files: ["/home/user/.aws/config": "[profile tool]\ncredential_process = \(command)"])
    }

    static func chain(_ output: String, end: ProcessOutcome.End = .exited(0), errors: String = "")
        -> DefaultChain
    {
        let outcome = ProcessOutcome(end, output: Array(output.utf8), errors: Array(errors.utf8))
        return DefaultChain(world("tool").environment(run: { _, _, _ in outcome }), profile: "tool")
    }

    @Test func `a command gives credentials and says when they end`() async throws {
        let words = CredentialsLog()
        let document = """
            {"Version": 1, "AccessKeyId": "ASIATOOL", "SecretAccessKey": "secret", "SessionToken": "token",
             "Expiration": "2027-01-15T09:00:00+00:00", "AccountId": "111122223333"}
            """
        let environment = Self.world(#"/opt/"my tool" --for 'a b'"#).environment(
            ["TOOL": "x"],
            run: { command, variables, _ in
                words.note(command.joined(separator: "|") + " " + (variables["TOOL"] ?? ""))
                return ProcessOutcome(.exited(0), output: Array(document.utf8))
            })

        let grant = try await DefaultChain(environment, profile: "tool").fetch()

        #expect(words.lines == ["/opt/my tool|--for|a b x"])
        #expect(
            grant.credentials
                == Credentials(
                    accessKey: "ASIATOOL", secretKey: Secret("secret"), sessionToken: Secret("token"),
                    expires: try Timestamp(iso8601: "2027-01-15T09:00:00Z"), account: "111122223333"))
    }

    @Test(arguments: [
        (#"a b  c"#, ["a", "b", "c"]), (#"a "b c" d"#, ["a", "b c", "d"]), (#"a'b'"c"d"#, ["abcd"]),
        (#"a '' """#, ["a", "", ""]), (#"a\ b \"c\""#, ["a b", "\"c\""]),
        (#"'a\b' "a\b" "\"\\""#, [#"a\b"#, #"a\b"#, #""\"#]),
        (#"$HOME ~/x *.y | z"#, ["$HOME", "~/x", "*.y", "|", "z"]), ("", []), ("  ", []),
        ("a\tb\nc", ["a", "b", "c"]),
        (#""a'b" 'c"d'"#, ["a'b", "c\"d"]),
    ])
    func `a command is split as a shell would split it`(command: String, words: [String]) {
        #expect(CommandWords.split(command) == words)
    }

    @Test(arguments: ["'a", "\"a", "a\\"])
    func `a quote without end is no command`(command: String) async {
        #expect(CommandWords.split(command) == nil)
        let failure = await failure(of: DefaultChain(Self.world(command).environment(), profile: "tool"))
        #expect(failure?.kind == .misconfigured)
    }

    @Test(arguments: [
        (#"{"AccessKeyId": "a", "SecretAccessKey": "s"}"#, "not of version 1"),
        (#"{"Version": 2, "AccessKeyId": "a", "SecretAccessKey": "s"}"#, "not of version 1"),
        (#"{"Version": 1, "AccessKeyId": "a"}"#, "cannot be read: no SecretAccessKey"),
        (#"{"Version": 1, "SecretAccessKey": "s"}"#, "cannot be read: no AccessKeyId"),
        ("", "cannot be read: the text is empty"),
        ("[]", "cannot be read: expected an object at line 1, column 1"),
        (
            #"{"Version": 1, "AccessKeyId": "a", "SecretAccessKey": "s", "Expiration": "2027-01-15T07:59:59Z"}"#,
            "gave credentials that have expired"
        ),
        (
            #"{"Version": 1, "AccessKeyId": "a", "SecretAccessKey": "s", "Expiration": "soon"}"#,
            "cannot be read: not a date or time"
        ),
    ])
    func `what a command prints must be whole, of version 1 and not expired`(output: String, what: String)
        async
    {
        let failure = await failure(of: Self.chain(output))

        #expect(failure?.what.contains(what) == true, Comment(rawValue: failure?.what ?? ""))
        #expect(failure?.what.contains("credential_process of profile tool") == true)
    }

    @Test func `a command that fails is told with the start of its complaint`() async {
        let complaint = "login needed:\n\u{1B}[31mrun tool login\(String(repeating: " again", count: 100))"

        let failure = await failure(of: Self.chain("", end: .exited(7), errors: complaint))

        let what = failure?.what ?? ""
        #expect(
            what.hasPrefix(
                "credential_process of profile tool ended with code 7: login needed: [31mrun tool login"))
        #expect(what.count < 260)
    }
}

/// With real programs of the operating system.
struct CredentialsChildTests {
    static func run(
        _ words: String..., variables: [String: String] = [:], patience: Duration = .seconds(20)
    ) async throws -> ProcessOutcome {
        try await ChildProcess.run(words, variables, patience)
    }

    @Test func `a program's output, errors, code and environment come through`() async throws {
        let outcome = try await Self.run(
            "/bin/sh", "-c", "printf %s \"$TOKEN\"; printf no >&2; read x; exit 3", variables: ["TOKEN": "t"])

        #expect(outcome == ProcessOutcome(.exited(3), output: Array("t".utf8), errors: Array("no".utf8)))
    }

    @Test func `more output than a pipe holds comes through`() async throws {
        let outcome = try await Self.run("/bin/sh", "-c", "head -c 500000 /dev/zero")

        #expect(outcome.output.count == 500_000)
    }

    @Test func `a program that prints without end is stopped`() async throws {
        await #expect(throws: ProcessFailure("prints more than a megabyte")) {
            try await Self.run("/bin/sh", "-c", "cat /dev/zero")
        }
    }

    @Test func `a program killed by a signal has no code`() async throws {
        #expect(try await Self.run("/bin/sh", "-c", "kill -TERM $$").end == .killed(by: 15))
    }

    @Test func `a program that does not exist is told`() async throws {
        await #expect(throws: ProcessFailure("cannot start: No such file or directory")) {
            try await Self.run("/nowhere/tool")
        }
    }

    @Test func `a program that takes too long is ended, with all that it started`() async throws {
        let folder = try TemporaryFolder()
        let script = "sleep 60 & echo $! > \(folder.file("child")); wait"

        await #expect(throws: ProcessFailure.self) {
            try await Self.run(
                "/bin/sh", "-c", script, variables: ["PATH": "/usr/bin:/bin"], patience: .seconds(1))
        }

        let id = try String(contentsOfFile: folder.file("child"), encoding: .utf8)
        #expect(Self.isGone(try #require(Int32(id.trimmingCharacters(in: .newlines)))))
    }

    @Test func `a program is ended when the task that waits for it is cancelled`() async throws {
        let folder = try TemporaryFolder()
        let script =
            "echo $$ > \(folder.file("id.part")); mv \(folder.file("id.part")) \(folder.file("id")); sleep 60"
        let task = Task { try await Self.run("/bin/sh", "-c", script, variables: ["PATH": "/usr/bin:/bin"]) }
        while !FileManager.default.fileExists(atPath: folder.file("id")) { await Task.yield() }

        task.cancel()

        await #expect(throws: CancellationError.self) { try await task.value }
        let id = try String(contentsOfFile: folder.file("id"), encoding: .utf8)
        #expect(Self.isGone(try #require(Int32(id.trimmingCharacters(in: .newlines)))))
    }

    /// Whether a process is no more, or is only left to be counted by whoever inherited it.
    static func isGone(_ id: Int32) -> Bool {
        for _ in 0..<1000 {
            guard let line = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else {
                return true
            }
            if line.contains(") Z ") { return true }
            usleep(1000)
        }
        return false
    }
}
