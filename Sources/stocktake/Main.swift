import Pipeline
import SQLite

/// Words in, exit code out.
///
/// Nothing may escape `main`: on Linux an error that does ends in SIGILL and a page of backtrace.
@main
struct Main {
    static func main() async {
        let world = World.real()
        world.exit(await code(for: world))
    }

    private static func code(for world: World) async -> ExitCode {
        do {
            let command = try Verb.command(for: world.arguments)
            return try await command.run(in: world)
        } catch let problem as Problem {
            world.tell(problem)
            return problem.exit
        } catch is OutputClosed {
            // Whoever read the output has seen enough, as in `stocktake runs FILE | head -n 3`.
            return .complete
        } catch {
            // Only the type: an error that nobody knows may hold anything.
            let problem =
                (error as? SQLiteError).map { Problem($0, database: "the database") }
                ?? Problem("\(type(of: error))", hint: "this is a bug: please report it", exit: .ourMistake)
            world.tell(problem)
            return problem.exit
        }
    }
}
