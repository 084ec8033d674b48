import AWS
import Formats
import HTTP
import Synchronization

/// AWS, as far as a simulated organisation needs it: a transport that answers instead of carrying.
///
/// What it answers follows from the simulation and the request: it remembers how often it was asked, and for haste
/// what it made up last.
package final class SimulatedAWS: Transport {
    package let simulation: Simulation
    let verify: SignatureCheck?
    private let clock: @Sendable () -> Timestamp
    let faults: FaultClock
    private let sleep: @Sendable (Duration) async throws -> Void
    let lookups = LookupShelf()
    private let counters = Mutex(Counts())

    /// Whether a request is signed with the secret of the key that it names, which the closure knows.
    package typealias SignatureCheck =
        @Sendable (
            _ request: HTTPRequest, _ secretFor: (_ accessKey: String) -> Credentials?
        ) -> Verdict

    package enum Verdict: Sendable {
        case valid, invalid
    }

    /// A server of this organisation; without a check of signatures, any is as good as none.
    ///
    /// The clock is the server's, before the faults have put it ahead.
    package init(
        _ simulation: Simulation, faults: Faults = Faults(), verify: SignatureCheck? = signatures(),
        clock: @escaping @Sendable () -> Timestamp,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.simulation = simulation
        self.verify = verify
        self.clock = clock
        self.faults = FaultClock(faults)
        self.sleep = sleep
    }

    var now: Timestamp { clock().adding(seconds: faults.secondsAhead) }

    /// What was asked so far.
    package var counts: Counts { counters.withLock { $0 } }

    package func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        try Task.checkCancellation()
        var reply = reply(to: request)
        if let patience = request.patience?.whole { reply.shorten(to: patience) }
        counters.withLock { $0.add(reply.action, reply.outcome) }
        if reply.delay > .zero { try await sleep(reply.delay) }
        return try await hand(over: reply.result.get(), delivery)
    }

    private func hand(
        over response: HTTPResponse, _ delivery: HTTPDelivery
    ) async throws -> HTTPResponse {
        switch delivery {
        case .whole(let ceiling):
            guard response.body.count <= ceiling else {
                throw HTTPFailure(.tooLarge, "the answer is larger than \(ceiling) bytes")
            }
            return response
        case .pieces(let consume):
            guard response.isSuccess else { return response }
            try await consume(response.body)
            var response = response
            response.body = []
            return response
        }
    }
}
