import HTTP

/// A transport that says when a download gets on, for a watchdog that would take a large bill for a hang.
///
/// Only pieces of streamed answers count: what is kept whole comes within its patience or fails.
struct MovingTransport: Transport {
    private let transport: any Transport
    private let moved: @Sendable () -> Void

    init(_ transport: any Transport, moved: @escaping @Sendable () -> Void) {
        self.transport = transport
        self.moved = moved
    }

    func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        guard case .pieces(let consume) = delivery else { return try await transport.send(request, delivery) }
        let moved = moved
        return try await transport.send(
            request,
            .pieces { piece in
                moved()
                try await consume(piece)
            })
    }
}
