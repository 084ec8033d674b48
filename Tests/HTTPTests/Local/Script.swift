import HTTP
import Synchronization

/// A transport that does as it is told.
struct Script: Transport {
    let answer: @Sendable (HTTPRequest) throws -> HTTPResponse

    func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        try answer(request)
    }
}

final class Counter: Sendable {
    private let value = Atomic(0)

    func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}
