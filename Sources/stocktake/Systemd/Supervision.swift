import Glibc
import Pipeline
import Synchronization

/// What systemd is told of a run: that it is ready, how far it is, that it moves, and that it is stopping.
///
/// The watchdog is fed by progress and not by being alive. Progress is that a page has landed, that a cell has ended
/// or is tried again, that AWS has answered, even with "slow down", and that a download has got on. Each wait of a
/// run is bounded by the deadline of a question, ten minutes, at whose end a cell ends or is tried again. So a night
/// that is throttled goes on feeding, and one that hangs in itself does not.
final class Supervision: Sendable {
    private let socket: NotifySocket
    /// The least time between two feedings; nil where there is no watchdog.
    private let pause: Duration?
    private let state = Mutex(State())

    private struct State {
        var progress = StageProgress()
        var fedAt: ContinuousClock.Instant?
        var toldAt: ContinuousClock.Instant?
    }

    /// Nil where nobody supervises.
    init?(_ environment: [String: String]) {
        guard let socket = NotifySocket(environment) else { return nil }
        self.socket = socket
        pause = Self.pause(environment)
    }

    /// A tenth of what the watchdog waits, and a second at the most: a run lands thousands of pages a second.
    private static func pause(_ environment: [String: String]) -> Duration? {
        guard let time = environment["WATCHDOG_USEC"].flatMap(Int64.init), time > 0 else { return nil }
        // It may be meant for the process that started this one.
        if let process = environment["WATCHDOG_PID"], process != String(getpid()) { return nil }
        return min(.seconds(1), .microseconds(time / 10))
    }

    /// The database is open, and the lock is held.
    func tellReady() {
        socket.send("READY=1\nSTATUS=begins", .once)
        state.withLock { $0.fedAt = .now }
    }

    func tellStopping() { socket.send("STOPPING=1\nSTATUS=stops: what is committed stays", .once) }

    /// Says in words what is being done.
    func tell(_ status: String) { socket.send("STATUS=\(status)") }

    func note(_ event: Event) {
        moved()
        let status = state.withLock { state -> String? in
            guard state.progress.note(event), let words = state.progress.words else { return nil }
            guard Self.isTime(since: state.toldAt, pause: .seconds(1)) else { return nil }
            state.toldAt = .now
            return words
        }
        if let status { tell(status) }
    }

    /// Feeds the watchdog, because something got on.
    func moved() {
        guard let pause else { return }
        let isDue = state.withLock { state in
            guard Self.isTime(since: state.fedAt, pause: pause) else { return false }
            state.fedAt = .now
            return true
        }
        if isDue { socket.send("WATCHDOG=1") }
    }

    private static func isTime(since last: ContinuousClock.Instant?, pause: Duration) -> Bool {
        last.map { .now - $0 >= pause } ?? true
    }
}
