import Audit
import Formats
import Glibc
import Images
import Pipeline
import SQLite

/// Deletes what a plan lets go of one repository, after looking again.
struct ApplyCommand: Command {
    private let file: String
    private let plan: String
    private let choice: ECR.CleanupPlan.Choice
    private let surest: String
    private let maxAge: Int
    private let isDry: Bool
    private let isAgreed: Bool

    static let verb = Verb(
        name: "ecr apply", summary: "Delete the needless images of one repository, after looking again.",
        details: """
            PLAN is the ecr_cleanup_plan.json of a report. Every image of the repository is read again, and everything that
            may use it, before anything is done: what has changed, what is used by now and what belongs to it stays. It shows
            what would go, and asks for the repository's name. What it did is written beside the database, in
            ESTATE.actions.jsonl; run again after an interruption, it goes on.
            """,
        words: [
            .file, Word(name: "PLAN", help: "the plan, such as output/acme/latest/ecr_cleanup_plan.json"),
        ],
        options: [
            Option(name: "--repository", value: "NAME", help: "The repository, by its name or ARN."),
            Option(name: "--account", value: "ID", help: "Its account, where several have one of that name."),
            Option(name: "--region", value: "NAME", help: "Its region, where it is in several."),
            Option(
                name: "--confidence", value: "CLASS",
                help: "What may go: this class, and those that are surer.",
                choices: ["A", "B", "C"], preset: "A"),
            Option(name: "--max-age", value: "DAYS", help: "How old the plan may be.", preset: "7"),
            Option(name: "--dry-run", help: "Look again and show what would go, and delete nothing."),
            Option(name: "--yes", help: "Do not ask."),
        ],
        example:
            "stocktake ecr apply acme.yaml output/acme/latest/ecr_cleanup_plan.json --repository team/app",
        make: { arguments throws(Problem) in try ApplyCommand(arguments) })

    private init(_ arguments: Arguments) throws(Problem) {
        file = arguments.word("FILE")
        plan = arguments.word("PLAN")
        guard let name = arguments.value("--repository") else {
            throw Problem(
                "--repository is missing: one repository at a time",
                hint: "the plan has a line for each; name one by its ARN", exit: .usage)
        }
        choice = ECR.CleanupPlan.Choice(
            name: name, account: arguments.value("--account"), region: arguments.value("--region"))
        surest = arguments.value("--confidence") ?? "A"
        guard let age = Int(arguments.value("--max-age") ?? "7"), age > 0 else {
            throw Problem("--max-age is a number of days", hint: "write --max-age 7", exit: .usage)
        }
        maxAge = age
        isDry = arguments.has("--dry-run")
        isAgreed = arguments.has("--yes")
    }

    func run(in world: World) async throws -> ExitCode {
        let pipeline = try PipelineFile.read(file, in: world)
        let chosen = try readPlan(world)
        if !isDry, !isAgreed, isatty(STDIN_FILENO) == 0 {
            throw Problem(
                "nobody can be asked here", hint: "--dry-run shows what would go; --yes deletes it",
                exit: .usage)
        }
        let access = try Connection(to: pipeline, in: world, asOf: world.now()).access
        let prospect = try await look(at: chosen, pipeline, access, world)
        try show(prospect, of: chosen, world)
        let hasRefused = !prospect.refused.isEmpty || prospect.doubt != nil
        guard !prospect.going.isEmpty, !isDry else { return hasRefused ? .completeWithGaps : .complete }
        guard isAgreed || isConfirmed(chosen, world) else {
            try world.print("nothing was deleted: that is not the repository's name")
            return .complete
        }
        let log = try await ActingLog.open(pipeline, access, world)
        let deletion = try await ECR.Deletion(chosen, access: access, log)
        let place = ECR.RepositoryPlace(
            account: chosen.account, region: chosen.region, name: chosen.repository)
        let outcome = try await Acting.answer(place) {
            try await deletion.carryOut(prospect) { done in
                if world.errorIsTerminal {
                    world.draw("\r\u{1B}[K\(done) of \(prospect.going.count) deleted")
                }
            }
        }
        if world.errorIsTerminal { world.draw("\r\u{1B}[K") }
        try world.print(
            "deleted \(outcome.deleted) of \(prospect.going.count) images; \(ActingLog.path(pipeline)) has them"
        )
        for kept in outcome.kept { try world.print("kept \(kept.digest): \(kept.reason)") }
        return hasRefused || !outcome.kept.isEmpty ? .completeWithGaps : .complete
    }

    private func readPlan(_ world: World) throws(Problem) -> ECR.CleanupPlan {
        let bytes = try WholeFile.bytes(of: plan)
        let chosen: ECR.CleanupPlan?
        do {
            chosen = try ECR.CleanupPlan.read(bytes, of: choice)
        } catch {
            throw Problem(
                "\(plan): \(error)",
                hint: "take the ecr_cleanup_plan.json of the newest report, as it was written",
                exit: .damagedData)
        }
        guard let chosen else {
            throw Problem(
                "\(plan) has nothing of \(choice.name)",
                hint: "`stocktake list FILE ecr-cleanup-plan` shows of what it has", exit: .usage)
        }
        guard chosen.asOf <= world.now() else {
            throw Problem(
                "the plan is of \(chosen.asOf), which is yet to come",
                hint: "look at the clock of this machine",
                exit: .usage)
        }
        guard chosen.asOf.adding(days: maxAge) > world.now() else {
            throw Problem(
                "the plan is of \(chosen.asOf), more than \(maxAge) days ago",
                hint: "run the pipeline again, or allow it with --max-age", exit: .usage)
        }
        return chosen
    }

    /// Looks again, in a database that is thrown away.
    private func look(
        at chosen: ECR.CleanupPlan, _ pipeline: PipelineFile, _ access: Access, _ world: World
    ) async throws -> ECR.Prospect {
        let scratch = "\(pipeline.state)/\(pipeline.estate).apply-\(getpid()).db"
        do { try Folder.make(pipeline.state) } catch { throw Problem(error) }
        let remove = { for ending in ["", "-wal", "-shm"] { _ = unlink(scratch + ending) } }
        remove()
        defer { remove() }
        let nightly = try? pipeline.home.openForReading(Stages.migrations)
        let progress = world.errorIsTerminal ? Progress(world) : nil
        defer { progress?.clear() }
        world.say("looking again at \(chosen.arn), and at what may use it")
        return try await ECR.SecondLook.look(
            at: chosen, upTo: surest, pipeline.scope, access, scratch: scratch, nightly: nightly,
            now: world.now(),
            report: { progress?.note($0) })
    }

    private func show(_ prospect: ECR.Prospect, of chosen: ECR.CleanupPlan, _ world: World) throws {
        if let doubt = prospect.doubt {
            try world.print("nothing may go: \(doubt)")
        }
        if !prospect.going.isEmpty {
            var table = Table(["digest", "class", "tags", "pushed", "reason"])
            for candidate in prospect.going {
                table.add([
                    Self.short(candidate.digest.description), candidate.confidence,
                    candidate.tags.joined(separator: " "), candidate.pushed ?? "", candidate.reason,
                ])
            }
            try world.print(table.text)
        }
        for refusal in prospect.refused where prospect.doubt == nil {
            try world.print("stays: \(Self.short(refusal.digest.description)): \(refusal.reason)")
        }
        if !prospect.gone.isEmpty { try world.print("\(prospect.gone.count) of the plan are gone already") }
        try world.print(
            "\(prospect.going.count) images of \(chosen.arn) would go, which frees \(prospect.freedBytes) bytes; "
                + "\(prospect.refused.count) stay")
    }

    private static func short(_ digest: String) -> String { String(digest.dropFirst(7).prefix(12)) }

    private func isConfirmed(_ chosen: ECR.CleanupPlan, _ world: World) -> Bool {
        world.draw("Type the name of the repository to delete them for ever: ")
        return readLine() == chosen.repository
    }
}
