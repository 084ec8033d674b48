import Foundation
import Formats
import Support
import Testing

@testable import stocktake

/// What somebody who waits for pings is told; a server of the test's own stands in for healthchecks.io.
struct PingTests {
    private let folder: TemporaryFolder
    private let program: Program
    private let token = "9c1f3f6a-5d4b-4c1e-8d7a-0f3c2b1a9e8d"

    init() throws {
        folder = try TemporaryFolder()
        program = Program(in: folder.path)
    }

    private func run(pinging port: Int, _ more: String = "", query: String = "") throws -> Program.Outcome {
        try "estate: acme\nping: http://127.0.0.1:\(port)/${TOKEN}\(query)\n\(more)".write(
            toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
        return try program.run("run", "p.yaml", environment: ["TOKEN": token, "HOME": folder.path])
    }

    @Test func `a night says that it begins and how it ended, with its coverage`() throws {
        let watcher = try Letterbox()

        #expect(try run(pinging: watcher.port, query: "?create=1").code == 0)

        let letters = watcher.letters
        #expect(letters.map(\.target) == ["/\(token)/start?create=1", "/\(token)/0?create=1"])
        #expect(letters.last?.body.hasPrefix("run 1 of acme is complete\n") == true)
        #expect(letters.last?.body.contains("discover") == true)
    }

    @Test func `a night that cannot go on says so, with what to do`() throws {
        let watcher = try Letterbox()

        let run = try run(
            pinging: watcher.port, "services: { ecr: {} }\naws: { profile: nobody }\n")

        #expect(run.code == 77)
        #expect(watcher.letters.map(\.target) == ["/\(token)/start", "/\(token)/fail"])
        #expect(watcher.letters.last?.body.contains("hint: ") == true)
    }

    @Test func `a database that cannot be opened is told, and a run that another one holds off is not`()
        throws
    {
        let watcher = try Letterbox()
        try FileManager.default.createDirectory(
            atPath: folder.file("output"), withIntermediateDirectories: true)
        try Data("not a database".utf8).write(to: URL(fileURLWithPath: folder.file("output/acme.db")))
        #expect(try run(pinging: watcher.port).code == 65)
        #expect(watcher.letters.map(\.target) == ["/\(token)/fail"])
    }

    @Test(arguments: [
        "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "no HTTP at all", "",
    ])
    func `a failing ping is a warning without the token, and changes nothing`(_ answer: String) throws {
        let watcher = try Letterbox(answer: answer)

        let run = try run(pinging: watcher.port)

        #expect(run.code == 0)
        #expect(watcher.letters.count == 6, "each of two is tried three times")
        let warnings = run.errors.split(separator: "\n").filter { $0.contains("ping-failed") }
        #expect(warnings.count == 2)
        #expect(run.errors.contains("http://127.0.0.1:\(watcher.port)/…"))
        #expect(!run.errors.contains(token) && !run.output.contains(token))
    }

    @Test func `where nobody listens, the night goes on and the address stays secret`() throws {
        let run = try run(pinging: 1)

        #expect(run.code == 0)
        #expect(!run.errors.contains(token))
        let check = try program.run("check", "p.yaml", environment: ["TOKEN": token])
        #expect(check.output.contains("pings") && !check.output.contains(token))
    }

    @Test func `a mistake in the address does not repeat it`() throws {
        let problem = #expect(throws: (any Error).self) {
            try PipelineFile(
                Array("estate: a\nping: hc-ping.com/\(token)".utf8), path: "p.yaml", environment: [:])
        }

        #expect("\(problem as Any)".contains("`ping` is no address: write it as https://"))
        #expect(!"\(problem as Any)".contains(token))
    }
}
