import CCurl

/// What the thread of a `CurlTransport` does: read letters, begin transfers, let libcurl work, end transfers.
final class CurlLoop {
    /// libcurl, made ready once for the process.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// A server: scheme, name and port.
    private struct Origin: Hashable {
        var scheme: String
        var host: String
        var port: Int?

        init(_ url: HTTPURL) { (scheme, host, port) = (url.scheme, url.host, url.port) }
    }

    private let mailbox: Mailbox
    private let settings: CurlTransport.Settings
    private let multi: Multi
    private var line: WaitingLine<Origin, Exchange>
    private var running: [ObjectIdentifier: Transfer] = [:]
    private var idle: [Transfer] = []
    /// No transfer is out of time before this; looking again moves it on.
    private var nextLook: ContinuousClock.Instant?

    private init?(_ mailbox: Mailbox, _ settings: CurlTransport.Settings) {
        guard let multi = Multi(settings) else { return nil }
        self.multi = multi
        self.mailbox = mailbox
        self.settings = settings
        line = WaitingLine(perPlace: settings.connectionsPerHost, inAll: settings.connections)
    }

    /// Runs until the mailbox is closed.
    static func run(_ mailbox: Mailbox, _ settings: CurlTransport.Settings) {
        CurlLoop(mailbox, settings)?.run()
        // Whoever writes from now on is told so; whoever wrote before is told here.
        for case .begin(let exchange) in mailbox.close() { exchange.end(.failure(HTTPFailure.closed)) }
    }

    private func run() {
        while let letters = mailbox.empty() {
            letters.forEach(read)
            beginWaiting()
            repeat {
                multi.work()
                endFinished()
                endOverdue()
            } while beginWaiting()
            mailbox.whileAsleep(on: multi.handle) { multi.wait(milliseconds(until: nextLook)) }
        }
        running.values.forEach { end($0, .failure(HTTPFailure.closed)) }
        line.dissolve().forEach { $0.end(.failure(HTTPFailure.closed)) }
    }

    private func read(_ letter: Mailbox.Letter) {
        switch letter {
        case .begin(let exchange):
            line.join(exchange, to: Origin(exchange.request.url))
        case .abandon(let exchange):
            // One that still waits is passed over when its turn comes.
            if let transfer = running[ObjectIdentifier(exchange)] { end(transfer, nil) }
        case .proceed(let exchange):
            guard let transfer = running[ObjectIdentifier(exchange)] else { return }
            transfer.proceed()
            lookAgain(by: transfer.deadline)
        }
    }

    /// Whether there is new work.
    @discardableResult
    private func beginWaiting() -> Bool {
        var hasBegun = false
        while let exchange = line.next() {
            if !exchange.hasEnded, begin(exchange) {
                hasBegun = true
            } else {
                line.leave(Origin(exchange.request.url))
            }
        }
        return hasBegun
    }

    /// Whether it is on its way; where it is not, it has been told.
    private func begin(_ exchange: Exchange) -> Bool {
        guard let transfer = idle.popLast() ?? Transfer(settings) else {
            exchange.end(.failure(HTTPFailure(.unable, "no memory left for a transfer")))
            return false
        }
        do {
            try transfer.begin(exchange)
        } catch {
            exchange.end(.failure(error))
            retire(transfer)
            return false
        }
        guard multi.add(transfer) else {
            exchange.end(.failure(HTTPFailure(.unable, "libcurl does not take the request")))
            retire(transfer)
            return false
        }
        running[ObjectIdentifier(exchange)] = transfer
        lookAgain(by: transfer.deadline)
        return true
    }

    private func endFinished() {
        while let (transfer, code) = multi.nextEnded() { end(transfer, transfer.end(code)) }
    }

    /// Ends a transfer; without a result where its task has been told.
    private func end(_ transfer: Transfer, _ result: Result<HTTPResponse, any Error>?) {
        multi.remove(transfer)
        if let exchange = transfer.exchange {
            running[ObjectIdentifier(exchange)] = nil
            line.leave(Origin(exchange.request.url))
            if let result { exchange.end(result) }
        }
        retire(transfer)
    }

    private func retire(_ transfer: Transfer) {
        transfer.clear()
        idle.append(transfer)
    }
}

/// Deadlines move on with every piece of a stream, so they are not kept in order: all of them are looked at, but
/// no more often than the earliest comes due.
extension CurlLoop {
    private func endOverdue() {
        guard let look = nextLook, look <= .now else { return }
        let now = ContinuousClock.now
        nextLook = nil
        for transfer in running.values {
            guard let deadline = transfer.deadline else { continue }
            if deadline <= now { end(transfer, .failure(transfer.overdue)) } else { lookAgain(by: deadline) }
        }
    }

    private func lookAgain(by deadline: ContinuousClock.Instant?) {
        guard let deadline else { return }
        nextLook = nextLook.map { min($0, deadline) } ?? deadline
    }

    /// Rounded up, so that what is waited for is due when the wait ends.
    private func milliseconds(until instant: ContinuousClock.Instant?) -> Int32 {
        guard let instant else { return 60_000 }
        return Int32(min(60_000, ContinuousClock.now.duration(to: instant).milliseconds + 1))
    }
}
