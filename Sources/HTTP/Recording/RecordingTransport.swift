import Synchronization

/// A transport that writes down what another one does, without secrets, for a `ReplayingTransport` to do again.
///
/// Failures are recorded as well as answers. What was cancelled, or given up by its consumer, is not: it tells
/// nothing of the server.
package struct RecordingTransport: Transport {
    private let transport: any Transport
    private let file: RecordingFile

    /// Adds to the file if there is one.
    package init(_ transport: any Transport, to path: String) throws(HTTPFailure) {
        self.transport = transport
        file = try RecordingFile(path)
    }

    package func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        switch delivery {
        case .whole:
            let result = await answer(to: request, delivery)
            if let outcome = result.outcome { try record(request, outcome) }
            return try result.get()
        case .pieces(let consume):
            let stream = RecordedStream(consume)
            let result = await answer(to: request, .pieces { try await stream.take($0) })
            if !stream.hasFailed, let outcome = result.outcome {
                try record(request, outcome.flatMap(stream.completed))
            }
            return try result.get()
        }
    }

    private func answer(
        to request: HTTPRequest, _ delivery: HTTPDelivery
    ) async -> Result<HTTPResponse, any Error> {
        do { return .success(try await transport.send(request, delivery)) } catch { return .failure(error) }
    }

    private func record(_ request: HTTPRequest, _ outcome: Result<HTTPResponse, HTTPFailure>)
        throws(HTTPFailure)
    {
        let outcome = outcome.map { Redaction.answer($0, to: request) }
        try file.append(RecordedExchange(RecordingKey(request).text, outcome))
    }
}

extension Result<HTTPResponse, any Error> {
    /// What there is to record of it.
    fileprivate var outcome: Result<HTTPResponse, HTTPFailure>? {
        switch self {
        case .success(let response): .success(response)
        case .failure(let failure as HTTPFailure): .failure(failure)
        case .failure: nil
        }
    }
}

/// A streamed body, passed on and kept, up to a ceiling.
private final class RecordedStream: Sendable {
    private struct State {
        var body: [UInt8] = []
        var isTooLarge = false
        var hasFailed = false
    }

    /// A line of a recording is read at once, and so may not grow with the bill of an organisation.
    private static let ceiling = 64 << 20

    private let consume: @Sendable ([UInt8]) async throws -> Void
    private let state = Mutex(State())

    init(_ consume: @escaping @Sendable ([UInt8]) async throws -> Void) { self.consume = consume }

    /// Whether the consumer gave up.
    var hasFailed: Bool { state.withLock(\.hasFailed) }

    func take(_ piece: [UInt8]) async throws {
        state.withLock { state in
            state.isTooLarge = state.isTooLarge || state.body.count + piece.count > Self.ceiling
            if state.isTooLarge { state.body = [] } else { state.body += piece }
        }
        do {
            try await consume(piece)
        } catch {
            state.withLock { $0.hasFailed = true }
            throw error
        }
    }

    /// The answer with the body that went past; that of an error is in it already.
    func completed(_ response: HTTPResponse) -> Result<HTTPResponse, HTTPFailure> {
        state.withLock { state in
            guard !state.isTooLarge else {
                return .failure(HTTPFailure(.unable, "the answer was too large to be recorded"))
            }
            var result = response
            if result.isSuccess { result.body = state.body }
            return .success(result)
        }
    }
}
