import Glibc
import HTTP
import Pipeline

/// Who is told how a night goes: a terminal, systemd, somebody who waits for pings, and a file of metrics.
///
/// None of them changes how it ends.
struct Watchers: Sendable {
    let pipeline: PipelineFile
    let options: NightOptions
    let log: Log
    let progress: Progress?
    let supervision: Supervision?
    let record = NightRecord()
    private let ping: Ping?

    init(_ pipeline: PipelineFile, _ options: NightOptions, in world: World) {
        self.pipeline = pipeline
        self.options = options
        let log = options.log(in: world)
        self.log = log
        progress = world.errorIsTerminal && !log.isQuiet ? Progress(world) : nil
        supervision = Supervision(world.environment)
        ping = pipeline.ping.flatMap { address in
            // One that cannot even be made would not reach anybody.
            (try? CurlTransport(CurlTransport.Settings(environment: world.environment))).map {
                Ping(address: address, transport: $0, log: log)
            }
        }
    }

    /// The lock is held, and the database is open.
    ///
    /// The ping is sent beside the work.
    func begin() -> Task<Void, Never> {
        record.begin()
        supervision?.tellReady()
        return Task { await ping?.send(.start) }
    }

    func note(_ event: Event) {
        if log.hasWords(for: event) {
            progress?.clear()
            log.tell(event)
        }
        progress?.note(event)
        supervision?.note(event)
        record.note(event)
    }

    func noteStop() {
        progress?.clear()
        supervision?.tellStopping()
        log.tellOfStop()
    }

    /// The call has ended: with a code, or because of a problem.
    ///
    /// Where another process holds the lock, that one is the night, and it tells.
    func end(_ code: ExitCode, because problem: Problem? = nil) async {
        progress?.clear()
        let notes = record.notes
        guard notes.hasBegun || code != .runAgain else { return }
        write(notes, code)
        let words = problem?.description ?? notes.facts?.summary ?? ""
        await ping?.send(
            problem == nil ? .ended(code) : .fail, words, inHaste: problem == nil && code == .runAgain)
    }

    private func write(_ notes: NightRecord.Notes, _ code: ExitCode) {
        guard let path = options.metrics else { return }
        let earlier = (try? FileText.read(path)).flatMap {
            MetricsFile.lastSuccess(in: $0, of: pipeline.estate)
        }
        let metrics = MetricsFile(
            estate: pipeline.estate, notes, exit: code, now: log.world.now(), success: earlier)
        do throws(FileFailure) {
            var file = try AtomicFile(path)
            try file.append(metrics.bytes)
            try file.commit()
        } catch {
            log.tellOfUpkeep(
                "the metrics were not written: \(error)", "name a folder that exists and may be written")
        }
    }
}
