import Pipeline

/// Shows the help of the program, or of one command.
struct HelpCommand: Command {
    let verb: Verb?

    static let verb = Verb(
        name: "help", summary: "Show this help; `stocktake help COMMAND` shows a command's.",
        example: "stocktake help", make: { _ throws(Problem) in HelpCommand(verb: nil) })

    func run(in world: World) async throws -> ExitCode {
        try world.print(verb.map(Help.page) ?? Help.overview())
        return .complete
    }
}
