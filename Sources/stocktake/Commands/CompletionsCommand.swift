import Pipeline

/// Writes the completions of a shell.
struct CompletionsCommand: Command {
    private let shell: Completions.Shell

    static let verb = Verb(
        name: "completions", summary: "Write the completions of a shell.",
        details: "The first comment of the script says where to put it.",
        words: [Word(name: "SHELL", help: "bash, zsh or fish")], example: "stocktake completions bash",
        make: { arguments throws(Problem) in try CompletionsCommand(arguments) })

    private init(_ arguments: Arguments) throws(Problem) {
        let name = arguments.word("SHELL")
        guard let shell = Completions.Shell(rawValue: name) else {
            let known = Completions.Shell.allCases.map(\.rawValue)
            throw Problem(
                "no completions for '\(name)'",
                hint: Suggestion.hint(for: name, among: known) ?? "there are bash, zsh and fish", exit: .usage
            )
        }
        self.shell = shell
    }

    func run(in world: World) async throws -> ExitCode {
        try world.print(Completions.script(for: shell))
        return .complete
    }
}
