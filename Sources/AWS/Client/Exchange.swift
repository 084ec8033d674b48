import Formats
import HTTP

/// One question, attempt by attempt.
///
///     breaker ──▶ pacer ──▶ sign ──▶ send ──▶ read ──▶ answer
///        ▲                                      │
///        └───────────── recover ◀───────────────┘
struct Exchange: ~Copyable {
    private let operation: Operation
    private let call: Call
    private let client: Client
    private let route: Routes.Route
    private let breaker: Breaker
    private let pacer: Pacer
    private let deadline: Deadline
    private var attempts: Attempts
    private var count = 0
    /// What the last attempt was signed with.
    private var credentials: Credentials?
    private var reading: ServerClock.Reading?
    private var headers = HTTPHeaders()

    private var session: Session { client.session }

    init(_ operation: Operation, _ call: Call, _ client: Client, before deadline: Deadline) throws {
        self.operation = operation
        self.call = call
        self.client = client
        self.deadline = deadline
        let session = client.session
        let lane = session.lane(client, operation.service)
        route = try session.routes.route(
            to: operation.service, in: client.region, bucket: call.bucket)
        breaker = session.breakers[lane]
        pacer = session.paces[lane, operation]
        attempts = Attempts(session.retry, before: deadline, quota: session.quotas[lane])
    }

    /// Sends the request once, and gives the answer of a success.
    mutating func attempt(_ delivery: HTTPDelivery = .whole) async throws -> HTTPResponse {
        var passage = try await breaker.enter(before: deadline)
        let start = try await pacer.start(before: deadline)
        // The service may have gone down while the pacer held the request back.
        while !passage.holds { passage = try await breaker.enter(before: deadline) }
        let credentials = try await client.source.credentials()
        self.credentials = credentials
        count += 1
        let request = sign(with: credentials)
        let began = session.time.now()
        let response: HTTPResponse
        do {
            response = try await session.transport.send(request, delivery)
        } catch let failure as HTTPFailure {
            passage.end(CircuitBreaker.Outcome(Setback(failure)))
            note(.lost, since: began, code: failure.kind.rawValue)
            throw failure
        } catch let failure as DecodingFailure {
            // The consumer of a streamed answer cannot read it: the service has answered.
            passage.end(.answered)
            note(.success, since: began)
            throw failure
        }
        headers = response.headers
        guard !response.isSuccess else {
            passage.end(.answered)
            pacer.answered()
            note(.success, since: began)
            return response
        }
        let error = AWSError(reading: response)
        passage.end(CircuitBreaker.Outcome(Setback(error)))
        if error.retry == .throttled { pacer.throttled(start) } else { pacer.answered() }
        note(Meter.Outcome(error), since: began, code: error.code, id: error.requestID)
        throw error
    }

    func succeeded() { attempts.succeeded() }

    /// Waits until another attempt is worth it, or throws why none is.
    mutating func recover(from error: any Error) async throws {
        switch step(after: error) {
        case .again(let pause):
            let end = session.time.now() + pause
            if pause > .zero { try await session.time.sleep(end) }
        case .renewCredentials:
            if let credentials { await client.source.discard(credentials) }
        case .correctClock:
            guard let reading else { throw error }
            do { try session.clock.correct(reading, by: headers) } catch _ { throw error }
        case .stop:
            throw error
        }
    }

    private mutating func step(after error: any Error) -> Attempts.Step {
        let now = session.time.now()
        switch error {
        case let error as AWSError:
            let wait = ServerWait(headers, at: session.clock.read(for: route.endpoint.url.host).time)
            return attempts.next(after: Setback(error), asked: wait, at: now, random: session.random())
        case let failure as HTTPFailure:
            return attempts.next(after: Setback(failure), at: now, random: session.random())
        case is DecodingFailure:
            // The answer may have been cut short on its way.
            return attempts.next(after: .disconnected, at: now, random: session.random())
        default:
            return .stop(.hopeless)
        }
    }

    private mutating func sign(with credentials: Credentials) -> HTTPRequest {
        let reading = session.clock.read(for: route.endpoint.url.host)
        self.reading = reading
        var request = HTTPRequest(
            call.method, route.endpoint.address(of: call), headers: call.headers, body: call.body,
            patience: Self.patience(for: call.body.count))
        route.signer.sign(&request, with: credentials, at: reading.time, digest: call.digest)
        return request
    }

    /// How long a body may take: what is large gets a second more for each 64 KiB, as the slowest lines need.
    private static func patience(for size: Int) -> HTTPRequest.Patience? {
        size <= 1 << 20 ? nil : HTTPRequest.Patience(whole: .seconds(30 + (size >> 16)))
    }

    private func note(
        _ outcome: Meter.Outcome, since began: Duration, code: String? = nil, id: String? = nil
    ) {
        let took = session.time.now() - began
        session.meter.note(operation, client.region, outcome, took: took)
        guard outcome != .success else { return }
        session.report(
            CallReport(
                operation: operation, account: client.account, region: client.region, attempt: count,
                outcome: outcome, code: code, requestID: id, took: took))
    }
}

extension Meter.Outcome {
    fileprivate init(_ error: AWSError) {
        switch error.retry {
        case .throttled: self = .throttled
        case .expired: self = .expired
        case .never where error.denial != nil: self = .denied
        case .never, .transient, .skewed: self = .failed
        }
    }
}
