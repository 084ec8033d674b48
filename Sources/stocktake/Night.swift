import AWS
import Audit
import Formats
import Glibc
import Pipeline
import SQLite

/// One call of `run`: the lock, the database, the engine, and what to say at the end.
struct Night: Sendable {
    let pipeline: PipelineFile
    let log: Log

    func run(_ order: Engine.Order) async throws -> ExitCode {
        let stop = StopSwitch()
        let progress = log.world.errorIsTerminal && !log.isQuiet ? Progress(log.world) : nil
        // All of it, so that a signal ends even the check of a large database.
        let work = Task { try await carryOut(order, stop, progress) }
        Signals.stop(stop, work) {
            progress?.clear()
            log.tellOfStop()
        }
        defer { progress?.clear() }
        do {
            return try await work.value
        } catch is Interrupted {
            return .runAgain
        }
    }

    private func carryOut(
        _ order: Engine.Order, _ stop: StopSwitch, _ progress: Progress?
    ) async throws -> ExitCode {
        let lock = try pipeline.home.lock(as: holder)
        let store = try pipeline.home.open(Stages.migrations, version: Verb.version, holding: lock)
        let access = try await connect(order, store)
        let engine = Engine(
            store: store,
            stages: Stages.all(
                Setting(pipeline.scope, access, store),
                reports: ReportShelf(pipeline.reports, estate: pipeline.estate, pipeline.reporting)),
            settings: settings, stop: stop, report: { tell($0, progress) })
        let state: RunState
        do {
            state = try await engine.carryOut(order)
        } catch {
            try? await close(store, access)
            throw error
        }
        try? await close(store, access)
        progress?.clear()
        // Whether anybody reads the summary changes nothing in how the run ended.
        try? await conclude(store)
        return exitCode(of: state)
    }

    private func connect(_ order: Engine.Order, _ store: Store) async throws -> Access {
        let (paces, newest) = try await store.read { (try $0.paces(), try $0.runs(limit: 1).first) }
        // What is simulated has to be the same on the day that a run is resumed.
        let resumed = newest.flatMap { $0.state.isOpen && order.start == .resume ? $0.run.asOf : nil }
        return try Connection(
            to: pipeline, in: log.world, remembering: paces, asOf: resumed ?? order.asOf, log: log
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
    }

    private var settings: Engine.Settings {
        var settings = Engine.Settings()
        settings.width = pipeline.concurrency
        return settings
    }

    private var holder: String {
        "process \(getpid()) on \(Self.hostName), since \(log.world.now())"
    }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "an unknown host" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func tell(_ event: Event, _ progress: Progress?) {
        if log.hasWords(for: event) {
            progress?.clear()
            log.tell(event)
        }
        progress?.note(event)
    }

    private func conclude(_ store: Store) async throws {
        guard log.format == .human, !log.isQuiet else { return }
        let (pipeline, world) = (pipeline, log.world)
        let text = try await store.read { try RunSummary(of: pipeline, in: $0, holder: nil).text }
        try world.print(text)
    }

    private func exitCode(of state: RunState) -> ExitCode {
        switch state {
        case .running, .complete: .complete
        case .partial: .completeWithGaps
        case .interrupted: .runAgain
        case .failed: .unavailable
        }
    }
}
