import AWS
import Audit
import Formats
import Glibc
import Pipeline
import SQLite

/// One call of `run`: the lock, the database, the engine, what is kept of it, and what to say at the end.
struct Night: Sendable {
    let pipeline: PipelineFile
    private let watchers: Watchers
    private let world: World

    private var log: Log { watchers.log }

    init(_ pipeline: PipelineFile, _ options: NightOptions, in world: World) {
        self.pipeline = pipeline
        self.world = world
        watchers = Watchers(pipeline, options, in: world)
    }

    /// Runs what is ordered, tells whoever watches, and says how the program ends.
    func run(_ order: Engine.Order) async -> ExitCode {
        let stop = StopSwitch()
        // All of it, so that a signal ends even the check of a large database.
        let work = Task { try await carryOut(order, stop) }
        Signals.stop(stop, work) { watchers.noteStop() }
        do {
            let code = try await work.value
            await watchers.end(code)
            return code
        } catch is Interrupted {
            await watchers.end(.runAgain)
            return .runAgain
        } catch {
            let problem = Problem(ending: error, database: pipeline.home.databasePath)
            watchers.progress?.clear()
            log.tell(problem)
            await watchers.end(problem.exit, because: problem)
            return problem.exit
        }
    }

    private func carryOut(_ order: Engine.Order, _ stop: StopSwitch) async throws -> ExitCode {
        let lock = try pipeline.home.lock(as: holder)
        let store = try pipeline.home.open(Stages.migrations, version: Verb.version, holding: lock)
        let greeting = watchers.begin()
        let access = try await connect(order, store)
        let engine = Engine(
            store: store,
            stages: Stages.all(
                Setting(pipeline.scope, access, store),
                reports: ReportShelf(pipeline.reports, estate: pipeline.estate, pipeline.reporting)),
            settings: settings, stop: stop, report: { watchers.note($0) })
        let state: RunState
        do {
            state = try await engine.carryOut(order)
        } catch {
            try? await close(store, access)
            throw error
        }
        try? await close(store, access)
        watchers.progress?.clear()
        if !state.isOpen { await tidy(store, stop) }
        // Whether anybody reads the summary changes nothing in how the run ended.
        try? conclude()
        await greeting.value
        return exitCode(of: state)
    }

    private func connect(_ order: Engine.Order, _ store: Store) async throws -> Access {
        let (paces, newest) = try await store.read { (try $0.paces(), try $0.runs(limit: 1).first) }
        // What is simulated has to be the same on the day that a run is resumed.
        let resumed = newest.flatMap { $0.state.isOpen && order.start == .resume ? $0.run.asOf : nil }
        return try Connection(
            to: pipeline, in: world, remembering: paces, asOf: resumed ?? order.asOf, log: log,
            moved: { watchers.supervision?.moved() }
        ).access
    }

    /// Keeps what was learned of AWS, and leaves an empty log, which tells the next opening that all ended well.
    private func close(_ store: Store, _ access: Access) async throws {
        let (counts, paces) = (access.session.meter.take(), access.session.paces.snapshot())
        try await store.write { database in
            try database.add(counts)
            try database.keep(paces)
        }
        try await store.checkpoint()
        watchers.record.keep(try await store.read { try NightFacts(of: pipeline, in: $0) })
    }

    /// Forgets what is old, and makes a backup.
    ///
    /// The run is whole: what fails here is a warning.
    private func tidy(_ store: Store, _ stop: StopSwitch) async {
        let upkeep = Upkeep(
            store, of: pipeline.home, pipeline.retention, prunings: HistoryPruning.all, stop: stop,
            moved: { watchers.supervision?.moved() })
        do {
            watchers.supervision?.tell("forgets what is old")
            try await upkeep.forget(now: world.now())
            watchers.supervision?.tell("makes a backup")
            try await upkeep.backUp()
            try await store.checkpoint()
        } catch {
            let problem = Problem(ending: error, database: pipeline.home.databasePath)
            log.tellOfUpkeep("after the run: \(problem.what)", problem.hint)
        }
    }

    private var settings: Engine.Settings {
        var settings = Engine.Settings()
        settings.width = pipeline.concurrency
        return settings
    }

    private var holder: String {
        "process \(getpid()) on \(Self.hostName), since \(world.now())"
    }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "an unknown host" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func conclude() throws {
        guard log.format == .human, !log.isQuiet, let facts = watchers.record.notes.facts else { return }
        try world.print(facts.summary)
    }

    private func exitCode(of state: RunState) -> ExitCode {
        let facts = watchers.record.notes.facts
        if let severity = watchers.options.failOn, facts?.has(findingsFrom: severity) == true {
            // What was found is certain; what could not be looked at is told as well, and changes nothing in that.
            return .findings
        }
        switch state {
        case .running, .complete: return .complete
        case .partial: return .completeWithGaps
        case .interrupted: return .runAgain
        case .failed: return .unavailable
        }
    }
}

extension Problem {
    /// What ended a run, as the user is told.
    fileprivate init(ending error: any Error, database path: String) {
        switch error {
        case let problem as Problem: self = problem
        case let error as SQLiteError: self.init(error, database: path)
        case let failure as FileFailure: self.init(failure)
        // Only the type: an error that nobody knows may hold anything.
        default:
            self.init("\(type(of: error))", hint: "this is a bug: please report it", exit: .ourMistake)
        }
    }
}
