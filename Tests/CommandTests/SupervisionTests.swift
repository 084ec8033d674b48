import Foundation
import Formats
import Pipeline
import Support
import Testing

@testable import stocktake

/// What systemd is told, checked without systemd: a socket of the test's own stands in for it.
struct SupervisionTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(in: folder.path)
        try "estate: acme\n".write(toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
    }

    private static let demo = ["demo", "--accounts", "6", "--directory", "here", "--log", "human"]

    @Test(arguments: ["path", "abstract"])
    func `a run says that it is ready, how far it is, and that it moves`(_ kind: String) throws {
        let name = kind == "path" ? folder.file("notify") : "@stocktake-\(UUID().uuidString)"
        let systemd = try Datagrams(name)

        let run = try program.start(
            Self.demo, environment: ["NOTIFY_SOCKET": name, "WATCHDOG_USEC": "20000"]
        ).wait()

        #expect(run.code == 0 || run.code == 3)
        let heard = systemd.all
        #expect(heard.first == "READY=1\nSTATUS=begins")
        #expect(heard.contains { $0.contains(/^STATUS=discover: \d+ of \d+ cells/) }, "\(heard)")
        #expect(heard.filter { $0 == "WATCHDOG=1" }.count > 2)
    }

    @Test func `without a watchdog none is fed, nor one that is another process's`() throws {
        let systemd = try Datagrams(folder.file("notify"))
        let socket = ["NOTIFY_SOCKET": folder.file("notify")]

        _ = try program.start(Self.demo, environment: socket).wait()
        _ = try program.start(
            Self.demo, environment: socket.merging(["WATCHDOG_USEC": "20000", "WATCHDOG_PID": "1"]) { $1 }
        ).wait()

        #expect(systemd.all.filter { $0.hasPrefix("READY=1") }.count == 2)
        #expect(!systemd.all.contains("WATCHDOG=1"))
    }

    @Test func `a run that is refused the lock is never ready`() throws {
        let systemd = try Datagrams(folder.file("notify"))
        let lock = try Estate(name: "acme", folder: folder.file("output")).lock(as: "process 7")

        let run = try program.run("run", "p.yaml", environment: ["NOTIFY_SOCKET": folder.file("notify")])

        #expect(run.code == 75)
        #expect(systemd.all.isEmpty)
        _ = consume lock
    }

    @Test func `what hangs does not feed the watchdog`() throws {
        let systemd = try Datagrams(folder.file("notify"))
        let server = try Letterbox(answer: nil)
        let running = try start(asking: server)
        #expect(systemd.hears("READY=1"))
        while server.letters.isEmpty { usleep(10_000) }
        // Of what the run did before its first question.
        usleep(300_000)
        let before = systemd.all.count { $0 == "WATCHDOG=1" }
        sleep(2)
        #expect(systemd.all.count { $0 == "WATCHDOG=1" } == before)

        running.process.terminate()

        #expect(systemd.hears("STOPPING=1"))
        #expect(running.wait().code == 75)
    }

    @Test func `being told to slow down feeds it`() throws {
        let systemd = try Datagrams(folder.file("notify"))
        let server = try Letterbox(
            answer: "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        let running = try start(asking: server)
        while server.letters.isEmpty { usleep(10_000) }
        usleep(100_000)
        let before = systemd.all.count { $0 == "WATCHDOG=1" }

        _ = running.wait()

        #expect(server.letters.count > 1)
        #expect(systemd.all.count { $0 == "WATCHDOG=1" } > before)
    }

    private func start(asking server: Letterbox) throws -> Program.Running {
        try "estate: acme\nservices: { ecr: {} }".write(
            toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
        return try program.start(
            ["run", "p.yaml", "--log", "human"],
            environment: [
                "NOTIFY_SOCKET": folder.file("notify"), "WATCHDOG_USEC": "100000",
                "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "x",
                "AWS_ENDPOINT_URL": "http://127.0.0.1:\(server.port)", "AWS_REGION": "eu-west-1",
                "HOME": folder.path,
            ])
    }

    @Test func `a listener that does not listen holds nothing up`() throws {
        let name = folder.file("deaf")
        let deaf = try Datagrams.deaf(name)
        let socket = try #require(NotifySocket(["NOTIFY_SOCKET": name]))
        let began = ContinuousClock.now

        for number in 0..<2000 { socket.send("STATUS=\(number)") }

        #expect(ContinuousClock.now - began < .seconds(5))
        close(deaf)
    }

    @Test(arguments: ["", "@", "notify", "/" + String(repeating: "n", count: 107)])
    func `a name that no socket can have is nobody's`(_ name: String) {
        #expect(NotifySocket(["NOTIFY_SOCKET": name]) == nil)
    }
}
