@preconcurrency import Glibc
import Pipeline

/// Turns Ctrl-C and SIGTERM into a run that stops in good order, within two seconds whatever hangs.
///
/// A thread of its own waits for the signals: the threads of Swift's pool may all be busy when one comes.
enum Signals {
    private static let graceForPages = 1
    private static let graceForCommits: Int = 800_000_000

    /// Keeps the signals for the thread that waits for them.
    ///
    /// It has to be called before any other thread starts, because threads inherit what is blocked.
    static func block() {
        var signals = set
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Waits for a signal in the background: first the run is asked to stop, then its open pages are
    /// abandoned, then the process ends, which loses nothing that was committed.
    static func stop<Success: Sendable>(_ stop: StopSwitch, _ work: Task<Success, any Error>) {
        onThread {
            var signals = set
            var signal: Int32 = 0
            sigwait(&signals, &signal)
            stop.turnOn()
            let isSecond = wait(seconds: graceForPages, nanoseconds: 0)
            work.cancel()
            if !isSecond { _ = wait(seconds: 0, nanoseconds: graceForCommits) }
            _exit(ExitCode.runAgain.rawValue)
        }
    }

    private static var set: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        return signals
    }

    /// Whether another signal came in that time: somebody is impatient.
    private static func wait(seconds: Int, nanoseconds: Int) -> Bool {
        var signals = set
        var time = timespec(tv_sec: seconds, tv_nsec: nanoseconds)
        return sigtimedwait(&signals, nil, &time) > 0
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private static func onThread(_ run: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let body = Unmanaged.passRetained(Body(run))
        pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        pthread_detach(thread)
    }
}
