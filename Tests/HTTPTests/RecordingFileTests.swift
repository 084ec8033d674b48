import Foundation
import HTTP
import Support
import Testing

struct RecordingFileTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("recording.jsonl") }

    init() throws { folder = try TemporaryFolder() }

    @Test func `a line that a crash tore is dropped, and cut off by who goes on with the file`() async throws
    {
        let script = Script { HTTPResponse(status: 200, body: Array($0.url.path.utf8)) }
        let first = HTTPRequest("GET", HTTPURL(host: "a", path: "/1"))
        let second = HTTPRequest("GET", HTTPURL(host: "a", path: "/2"))
        _ = try await RecordingTransport(script, to: path).send(first, .whole)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        _ = try await RecordingTransport(script, to: path).send(second, .whole)
        let both = try Data(contentsOf: URL(fileURLWithPath: path))

        for length in stride(from: 0, through: both.count, by: 1) {
            try both.prefix(length).write(to: URL(fileURLWithPath: path))
            let lines = both.prefix(length).count { $0 == UInt8(ascii: "\n") }
            let replay = try ReplayingTransport(path)
            #expect((try? await replay.send(first, .whole).text) == (lines >= 1 ? "/1" : nil))
            #expect((try? await replay.send(second, .whole).text) == (lines == 2 ? "/2" : nil))

            _ = try RecordingTransport(script, to: path)
            let kept = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(kept == (lines == 2 ? both : lines == 1 ? whole : Data()))
        }
    }

    @Test func `a line that is not of a recording is refused by its number`() async throws {
        let script = Script { _ in HTTPResponse(status: 200) }
        _ = try await RecordingTransport(script, to: path).send(Self.request(), .whole)
        let line = try String(contentsOfFile: path, encoding: .utf8)
        try (line + "{\"a\":1}\n" + line).write(toFile: path, atomically: true, encoding: .utf8)

        let failure = #expect(throws: HTTPFailure.self) { try ReplayingTransport(path) }

        #expect(failure?.reason == "line 2 of \(path) is not of a recording: it tells of no exchange")
    }

    /// In a process of its own, which may not write files of more than 1000 bytes.
    @Test func `a line that does not fit is taken back`() async throws {
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1000, rlim_max: 1000)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let folder = try TemporaryFolder()
            let path = folder.file("recording.jsonl")
            let body = [UInt8](repeating: 0x61, count: 300)
            let recorder = try RecordingTransport(
                Script { _ in HTTPResponse(status: 200, body: body) }, to: path)
            let request = HTTPRequest("GET", HTTPURL(host: "a"))
            for _ in 0..<2 { _ = try await recorder.send(request, .whole) }

            let failure = await #expect(throws: HTTPFailure.self) { try await recorder.send(request, .whole) }

            #expect(failure?.reason == "cannot write the recording \(path): File too large")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.hasSuffix("}\n"))
            #expect(text.split(separator: "\n").count == 2)
        }
    }

    @Test func `a full disk fails the request`() async throws {
        let failure = await #expect(throws: HTTPFailure.self) {
            try await RecordingTransport(Script { _ in HTTPResponse(status: 200) }, to: "/dev/full")
                .send(Self.request(), .whole)
        }

        #expect(failure?.reason == "cannot write the recording /dev/full: No space left on device")
    }

    @Test func `a recording that is not there is told`() {
        let failure = #expect(throws: HTTPFailure.self) { try ReplayingTransport("/nowhere/x") }

        #expect(failure?.reason == "cannot open the recording /nowhere/x: No such file or directory")
    }

    @Test func `a recording is nobody else's to read`() throws {
        _ = try RecordingTransport(Script { _ in HTTPResponse(status: 200) }, to: path)

        let attributes = try FileManager.default.attributesOfItem(atPath: path)

        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    private static func request() -> HTTPRequest { HTTPRequest("GET", HTTPURL(host: "a", path: "/x")) }
}
