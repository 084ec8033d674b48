@preconcurrency import Glibc

/// Turns Ctrl-C and SIGTERM into a run that stops in good order, within two seconds whatever hangs.
///
/// The handler does no more than write a byte to a pipe. A thread of its own reads it: the threads of Swift's
/// pool may all be busy when the signal comes.
package enum Signals {
    /// How long open pages may go on, and after that how long cancelled ones may take to end.
    private static let graceForPages: Int32 = 1000
    private static let graceForCancelled: Int32 = 800

    /// The two ends of the pipe; -1 where there is none.
    private static let pipe: (read: Int32, write: Int32) = {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        return (ends[0], ends[1])
    }()

    /// Waits for a signal in the background: first the run is asked to stop, then its open pages are abandoned,
    /// then the process ends, which loses nothing that was committed.
    package static func stop<Success: Sendable>(
        _ stop: StopSwitch, _ work: Task<Success, any Error>, tell: @escaping @Sendable () -> Void = {}
    ) {
        // Made here, because a handler may not be the first to ask for it.
        guard pipe.write >= 0 else { return }
        let isWaiting = onThread {
            _ = hasSignal(within: -1)
            stop.turnOn()
            tell()
            // A second signal says that somebody is impatient.
            let isSecond = hasSignal(within: graceForPages)
            work.cancel()
            if !isSecond { _ = hasSignal(within: graceForCancelled) }
            _exit(ExitCode.runAgain.rawValue)
        }
        // Without the thread the signals do what they always do: they end the process.
        if isWaiting { handleSignals() }
    }

    private static func handleSignals() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in
                let saved = errno
                var byte: UInt8 = 0
                _ = write(Signals.pipe.write, &byte, 1)
                errno = saved
            }
        }
    }

    /// Whether a signal comes in so many milliseconds; -1 waits for ever.
    private static func hasSignal(within milliseconds: Int32) -> Bool {
        var waited = pollfd(fd: pipe.read, events: Int16(POLLIN), revents: 0)
        var count: Int32
        repeat { count = poll(&waited, 1, milliseconds) } while count < 0 && errno == EINTR
        var byte: UInt8 = 0
        return count > 0 && read(pipe.read, &byte, 1) == 1
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Whether the thread could be started.
    private static func onThread(_ run: @escaping @Sendable () -> Void) -> Bool {
        var thread = pthread_t()
        let body = Unmanaged.passRetained(Body(run))
        let result = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        guard result == 0 else { return false }
        pthread_detach(thread)
        return true
    }
}
