import AWS
import Audit
import Glibc
import Pipeline
import SQLite

/// What `doctor` looks at, one thing after the other, without collecting anything.
struct Checkup: Sendable {
    /// What was found of one thing.
    struct Line: Sendable {
        enum Verdict: String {
            case good = "ok"
            case note
            case bad = "FAILED"
        }

        var subject: String
        var verdict: Verdict
        var words: String
        var hint: String?
        /// How the command ends because of it.
        var exit: ExitCode

        init(
            _ subject: String, _ verdict: Verdict, _ words: String, hint: String? = nil,
            exit: ExitCode = .complete
        ) {
            self.subject = subject
            self.verdict = verdict
            self.words = words
            self.hint = hint
            self.exit = exit
        }

        init(_ subject: String, _ problem: Problem) {
            self.init(subject, .bad, problem.what, hint: problem.hint, exit: problem.exit)
        }

        var text: String {
            let mark = verdict.rawValue + String(repeating: " ", count: 8 - verdict.rawValue.utf8.count)
            return "\(mark)\(subject): \(words)" + (hint.map { "\n          hint: \($0)" } ?? "")
        }
    }

    let pipeline: PipelineFile
    let world: World
    let show: @Sendable (Line) throws -> Void

    /// Shows a line for each thing, and says how the worst of them ends the command: the first that fails.
    func run() async throws -> ExitCode {
        var exit = ExitCode.complete
        func tell(_ line: Line) throws {
            if exit == .complete { exit = line.exit }
            try show(line)
        }
        try tell(room(in: pipeline.state, "disk", "state"))
        let reports = Folder.parent(of: pipeline.reports)
        if reports != pipeline.state { try tell(room(in: reports, "reports", "directory")) }
        for line in DatabaseCheckup(pipeline).lines() { try tell(line) }
        guard !pipeline.scope.services.isEmpty else {
            try tell(Line("services", .note, "none is audited", hint: "add `services: { dynamodb: {} }`"))
            return exit
        }
        let worst = try await checkAWS()
        return exit == .complete ? worst : exit
    }

    private static let enoughRoom: UInt64 = 256 << 20

    /// Whether a folder can be written, and has room; `key` is where the pipeline file names it.
    private func room(in folder: String, _ name: String, _ key: String) -> Line {
        var status = statvfs()
        guard (try? Folder.make(folder)) != nil, access(folder, W_OK) == 0, statvfs(folder, &status) == 0
        else {
            return Line(
                name, .bad, "\(folder) cannot be written", hint: "name another folder as `\(key)`",
                exit: .cannotWrite)
        }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        guard free >= Self.enoughRoom else {
            return Line(
                name, .bad, "\(free >> 20) MiB are free in \(folder)",
                hint: "make room, or name another folder as `\(key)`", exit: .cannotWrite)
        }
        return Line(name, .good, "\(free >> 20) MiB are free in \(folder)")
    }
}
