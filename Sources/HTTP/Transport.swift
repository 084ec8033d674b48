/// Something that carries a request to a server and brings back its answer: the network, a file, a simulation.
package protocol Transport: Sendable {
    /// Sends a request once.
    ///
    /// It never repeats, never follows a redirect and never looks at the status. It throws an `HTTPFailure` when
    /// there is no whole answer, `CancellationError` when the task was cancelled, and whatever a streamed body's
    /// consumer throws.
    func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse
}

/// What becomes of an answer's body.
package enum HTTPDelivery: Sendable {
    /// It is kept whole; one of more bytes than this is an `HTTPFailure`.
    case whole(ceiling: Int)
    /// It goes to a consumer, a piece at a time, no faster than that takes it.
    ///
    /// Only the body of a success does: an error's is kept whole, and is part of the answer.
    case pieces(@Sendable ([UInt8]) async throws -> Void)

    /// Kept whole, up to 64 MiB: no answer of an API comes near.
    package static let whole = HTTPDelivery.whole(ceiling: 64 << 20)
}
