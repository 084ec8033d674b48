import Glibc

/// The thread of a `CurlTransport`.
enum CurlThread {
    /// What the thread takes with it when it starts.
    private final class Luggage: Sendable {
        let mailbox: Mailbox
        let settings: CurlTransport.Settings

        init(_ mailbox: Mailbox, _ settings: CurlTransport.Settings) {
            self.mailbox = mailbox
            self.settings = settings
        }
    }

    /// Whether the thread could be started.
    static func start(_ mailbox: Mailbox, _ settings: CurlTransport.Settings) -> Bool {
        guard CurlLoop.isReady else { return false }
        let luggage = Unmanaged.passRetained(Luggage(mailbox, settings)).toOpaque()
        var thread = pthread_t()
        guard pthread_create(&thread, nil, main, luggage) == 0 else {
            Unmanaged<Luggage>.fromOpaque(luggage).release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        address in
        if let address { run(Unmanaged<Luggage>.fromOpaque(address).takeRetainedValue()) }
        return nil
    }

    private static func run(_ luggage: Luggage) {
        // Signals are for other threads. SIGPIPE, which comes when a server hangs up on what is being sent, libcurl
        // leaves to its callers, and its default is to end the process.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        CurlLoop.run(luggage.mailbox, luggage.settings)
    }
}
