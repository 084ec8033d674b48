import Pipeline

/// A command as users see it: its words, what it does, and how to make it from what they typed.
///
/// Help and completions are rendered from these declarations, and a test holds the README against them, so they
/// cannot drift.
struct Verb: Sendable {
    var name: String
    /// One sentence.
    var summary: String
    /// What one has to know to use it, in a few lines.
    var details = ""
    /// The words that are given in their order, such as `FILE`.
    var words: [Word] = []
    var options: [Option] = []
    var example: String
    var make: @Sendable (Arguments) throws(Problem) -> any Command

    static let version = "0.1.0"

    static let all: [Verb] =
        [RunCommand.verb] + StageName.allCases.map(RunCommand.verb) + [RunCommand.billVerb]
        + AnalysisCommand.verbs
        + [ListCommand.verb, SuggestCommand.verb, StatsCommand.verb, DiffCommand.verb]
        + [
            DemoCommand.verb, CheckCommand.verb, DoctorCommand.verb, PolicyCommand.verb, StatusCommand.verb,
            RunsCommand.verb, SQLCommand.verb, CompletionsCommand.verb, VersionCommand.verb, HelpCommand.verb,
        ] + [ApplyCommand.verb, TagCommand.verb, ScanCommand.verb]

    /// The verb that words begin with, and how many of them are its name: one, or two as of `ecr apply`.
    private static func leading(_ words: [String]) throws(Problem) -> (verb: Verb, count: Int) {
        let two = words.prefix(2).joined(separator: " ")
        if words.count > 1, let verb = all.first(where: { $0.name == two }) { return (verb, 2) }
        return (try named(words.first ?? ""), 1)
    }

    static func named(_ name: String) throws(Problem) -> Verb {
        if let verb = all.first(where: { $0.name == name }) { return verb }
        let parts = all.map(\.name).filter { $0.hasPrefix(name + " ") }
        guard parts.isEmpty else {
            throw Problem(
                "'\(name)' is the beginning of: \(parts.joined(separator: ", "))",
                hint: "see `stocktake \(parts[0]) --help`", exit: .usage)
        }
        throw Problem(
            "unknown command '\(name)'",
            hint: Suggestion.hint(for: name, among: all.map(\.name)) ?? "see `stocktake --help`", exit: .usage
        )
    }

    /// The command that the words of the command line ask for.
    static func command(for words: [String]) throws(Problem) -> any Command {
        guard let first = words.first else { return HelpCommand(verb: nil) }
        switch first {
        case "--help", "-h": return HelpCommand(verb: nil)
        case "--version", "-V": return VersionCommand()
        case "help" where words.count > 1 && !words[1].hasPrefix("-"):
            return HelpCommand(verb: try leading(Array(words.dropFirst())).verb)
        default: break
        }
        let (verb, count) = try leading(words)
        let rest = Array(words.dropFirst(count))
        if rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
            return HelpCommand(verb: verb)
        }
        return try verb.make(Arguments(rest, of: verb))
    }
}

/// A command that was understood: it has all that it needs.
protocol Command: Sendable {
    func run(in world: World) async throws -> ExitCode
}

/// A word that has to be given, or that may be.
struct Word: Sendable {
    var name: String
    var help: String
    var isOptional = false

    static let file = Word(name: "FILE", help: "the pipeline file, such as pipelines/nightly.yaml")
}

/// A word that may be given.
struct Option: Sendable {
    /// With its dashes.
    var name: String
    /// What stands for its value in the help; nil for a switch.
    var value: String?
    var help: String
    /// The values that it takes, where they are few.
    var choices: [String] = []
    /// What holds without it, as the help says it.
    var preset: String?
}
