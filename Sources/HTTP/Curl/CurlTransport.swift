/// The network, through libcurl: one thread drives every transfer of a transport.
///
/// A request stands in line until there is a connection for it; its patience begins then. When a connection that
/// was kept turns out to be dead before a byte of an answer came, libcurl sends the request again on a new one:
/// servers close idle connections at any moment, and what this program asks only reads.
package final class CurlTransport: Transport {
    private let mailbox: Mailbox

    /// Starts the thread; it ends with the transport.
    package init(_ settings: Settings = Settings()) throws(HTTPFailure) {
        mailbox = Mailbox()
        guard CurlThread.start(mailbox, settings) else {
            throw HTTPFailure(.unable, "the thread of the network cannot be started")
        }
    }

    deinit { mailbox.close() }

    package func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        let exchange = Exchange(request, delivery)
        return try await withTaskCancellationHandler {
            guard mailbox.post(.begin(exchange)) else { throw HTTPFailure.closed }
            do {
                return try await answer(of: exchange, delivery)
            } catch {
                abandon(exchange, error)
                throw error
            }
        } onCancel: {
            abandon(exchange, CancellationError())
        }
    }

    private func answer(of exchange: Exchange, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        while true {
            switch try await exchange.next() {
            case .end(let response):
                return try exchange.unpacked(response)
            case .piece(let bytes, let wasHeld):
                if wasHeld { mailbox.post(.proceed(exchange)) }
                if case .pieces(let consume) = delivery { try await consume(bytes) }
            }
        }
    }

    /// Ends an exchange from this side: its task goes on at once, and the thread closes the connection.
    private func abandon(_ exchange: Exchange, _ reason: any Error) {
        if exchange.end(.failure(reason)) { mailbox.post(.abandon(exchange)) }
    }
}

extension Exchange {
    convenience init(_ request: HTTPRequest, _ delivery: HTTPDelivery) {
        switch delivery {
        case .whole(let ceiling): self.init(request, ceiling: ceiling, isStreamed: false)
        // What is kept of a streamed answer is only an error's body.
        case .pieces: self.init(request, ceiling: 1 << 20, isStreamed: true)
        }
    }
}

extension HTTPFailure {
    static let closed = HTTPFailure(.unable, "the network was shut down")
}
