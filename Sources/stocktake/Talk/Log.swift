import Formats
import Pipeline

/// Says on standard error what a run does: in words for people, in JSON lines for programs.
struct Log: Sendable {
    enum Format: String, CaseIterable, Sendable {
        case human, json
    }

    enum Level: String, Sendable {
        case info, warning, error

        /// As syslog and journald count them.
        var priority: Int {
            switch self {
            case .info: 6
            case .warning: 4
            case .error: 3
            }
        }
    }

    let world: World
    let format: Format
    let isQuiet: Bool
    /// Whether journald reads the lines, and takes their priority from a prefix.
    private let isJournal: Bool

    init(_ world: World, format: Format?, isQuiet: Bool) {
        self.world = world
        self.format = format ?? (world.errorIsTerminal ? .human : .json)
        self.isQuiet = isQuiet
        isJournal = world.environment["JOURNAL_STREAM"].map { $0 == world.errorIdentity } ?? false
    }

    static let options = [
        Option(
            name: "--log", value: "FORMAT",
            help: "How to log to standard error; the summary on standard output comes with human only.",
            choices: Format.allCases.map(\.rawValue), preset: "human on a terminal, json elsewhere"),
        Option(name: "--quiet", help: "Log warnings and errors only, and leave the summary out."),
    ]

    /// Writes one line: the words, or the facts that they were made of.
    func line(_ level: Level, _ words: String, _ event: String, _ facts: [JSON.Member] = []) {
        guard !isQuiet || level != .info else { return }
        let prefix = isJournal ? "<\(level.priority)>" : ""
        switch format {
        case .human:
            world.say(prefix + words)
        case .json:
            let common: [JSON.Member] = [
                JSON.Member("ts", world.now().description),
                JSON.Member("level", level.rawValue), JSON.Member("event", event),
            ]
            world.say(prefix + String(decoding: JSON.object(common + facts).bytes(), as: UTF8.self))
        }
    }

    /// The problem that ended a run, in the form of the other lines.
    func tell(_ problem: Problem) {
        guard format == .json else { return world.tell(problem) }
        line(
            .error, problem.what, "failed",
            [
                JSON.Member("what", problem.what), JSON.Member("hint", problem.hint),
                JSON.Member("exit", Int(problem.exit.rawValue)),
            ])
    }
}
