import Formats
import HTTP
import Synchronization

extension Client {
    /// Asks once for an answer whose body goes to a consumer, a piece at a time and no faster than that takes it.
    ///
    /// It is asked again only while nothing has been consumed: afterwards a failure is the caller's, who alone
    /// can begin anew. `decode` gets the answer without its body.
    package func stream<R: Request>(
        _ request: R, to consume: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> R.Response {
        let deadline = session.patience.map { Deadline(at: session.time.now() + $0) } ?? .never
        var exchange = try Exchange(R.operation, request.encode(), self, before: deadline)
        let beginning = Beginning()
        let delivery = HTTPDelivery.pieces { piece in
            beginning.isPast.withLock { $0 = true }
            try await consume(piece)
        }
        while true {
            do {
                let answer = try R.decode(try await exchange.attempt(delivery))
                exchange.succeeded()
                return answer
            } catch {
                guard !beginning.isPast.withLock(\.self) else { throw error }
                try await exchange.recover(from: error)
            }
        }
    }

    /// Remembers whether anything was consumed.
    private final class Beginning: Sendable {
        let isPast = Mutex(false)
    }
}
