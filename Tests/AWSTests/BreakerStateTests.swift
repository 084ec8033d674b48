import HTTP
import Testing

@testable import AWS

struct BreakerStateTests {
    private static let lane = Lane(account: "111122223333", region: "eu-west-1", service: "ecr")

    private func at(_ seconds: Int) -> Duration { .seconds(seconds) }

    private func permit(_ breaker: inout CircuitBreaker, _ seconds: Int) -> CircuitBreaker.Permit? {
        guard case .pass(let permit) = breaker.admit(at: at(seconds)) else { return nil }
        return permit
    }

    /// Sends one request and says how it ended; false when it could not be sent.
    @discardableResult
    private func send(_ breaker: inout CircuitBreaker, _ outcome: CircuitBreaker.Outcome, _ seconds: Int)
        -> Bool
    {
        guard let permit = permit(&breaker, seconds) else { return false }
        breaker.record(outcome, of: permit, at: at(seconds))
        return true
    }

    private func opened(at seconds: Int = 0) -> CircuitBreaker {
        var breaker = CircuitBreaker(Self.lane)
        for _ in 0..<5 { send(&breaker, .failed, seconds) }
        return breaker
    }

    private func wait(_ breaker: inout CircuitBreaker, _ seconds: Int) -> Duration? {
        guard case .wait(let instant) = breaker.admit(at: at(seconds)) else { return nil }
        return instant
    }

    @Test func `five failures in thirty seconds open it for sixty`() {
        var breaker = CircuitBreaker(Self.lane)

        for second in [0, 7, 14, 21] { send(&breaker, .failed, second) }
        let isClosedAfterFour = send(&breaker, .failed, 30)

        #expect(isClosedAfterFour)
        #expect(wait(&breaker, 30) == at(90))
        #expect(wait(&breaker, 89) == at(90))
        #expect(permit(&breaker, 90) != nil)
    }

    @Test func `five failures in a longer time leave it closed`() {
        var breaker = CircuitBreaker(Self.lane)

        for second in 0..<100 { #expect(send(&breaker, .failed, second * 8)) }
    }

    @Test func `a busy service that drops one request in fifty is not down`() {
        var breaker = CircuitBreaker(Self.lane)

        for request in 0..<100_000 {
            #expect(send(&breaker, request % 50 == 0 ? .failed : .answered, request / 100))
        }
    }

    @Test func `throttles and denials never open it`() {
        var breaker = CircuitBreaker(Self.lane)
        let denied = AWSError(code: "AccessDeniedException", message: "", status: 400, retry: .never)
        let throttled = AWSError(code: "ThrottlingException", message: "", status: 400, retry: .throttled)

        for error in [denied, throttled] {
            for _ in 0..<100 { #expect(send(&breaker, CircuitBreaker.Outcome(Setback(error)), 0)) }
        }
    }

    @Test(arguments: [HTTPFailure.Kind.unresolved, .unconnected, .timeout, .dropped, .malformed])
    func `a broken connection and silence count as failures`(kind: HTTPFailure.Kind) {
        #expect(CircuitBreaker.Outcome(Setback(HTTPFailure(kind, ""))) == .failed)
    }

    @Test func `three trials go at a time, and two answers close it`() {
        var breaker = opened()

        let trials = (0..<3).compactMap { _ in permit(&breaker, 60) }
        let fourth = permit(&breaker, 60)
        breaker.record(.answered, of: trials[0], at: at(61))
        let afterOne = permit(&breaker, 61)
        breaker.record(.answered, of: trials[1], at: at(62))

        #expect(trials.count == 3)
        #expect(fourth == nil)
        #expect(afterOne == nil)
        for _ in 0..<100 { #expect(permit(&breaker, 62) != nil) }
    }

    @Test func `a trial that was given up makes room for another`() {
        var breaker = opened()

        let trials = (0..<3).compactMap { _ in permit(&breaker, 60) }
        for trial in trials { breaker.record(.abandoned, of: trial, at: at(61)) }

        #expect((0..<5).compactMap { _ in permit(&breaker, 61) }.count == 3)
    }

    @Test func `a trial that fails opens it again, and the other trials' ends are no news`() {
        var breaker = opened()

        let trials = (0..<3).compactMap { _ in permit(&breaker, 60) }
        breaker.record(.failed, of: trials[0], at: at(61))
        breaker.record(.answered, of: trials[1], at: at(62))
        breaker.record(.answered, of: trials[2], at: at(62))

        #expect(wait(&breaker, 62) == at(121))
    }

    @Test func `answers to requests from before it opened do not close it`() throws {
        var breaker = CircuitBreaker(Self.lane)
        let early = try #require(permit(&breaker, 0))
        for _ in 0..<5 { send(&breaker, .failed, 0) }

        #expect(!breaker.holds(early))
        _ = permit(&breaker, 60)
        for _ in 0..<9 { breaker.record(.answered, of: early, at: at(60)) }

        #expect((0..<5).compactMap { _ in permit(&breaker, 60) }.count == 2)
    }

    @Test func `after three failed recoveries it refuses at once, until a trial succeeds`() {
        var breaker = opened()
        for recovery in 1...3 { send(&breaker, .failed, 60 * recovery) }

        var refusal: ServiceDown?
        if case .refuse(let error) = breaker.admit(at: at(181)) { refusal = error as? ServiceDown }
        let trials = (0..<2).map { _ in send(&breaker, .answered, 240) }

        #expect(refusal == ServiceDown(lane: Self.lane, recoveries: 3))
        #expect(refusal?.description.contains("ecr in eu-west-1 of account 111122223333") == true)
        #expect(trials == [true, true])
        #expect((0..<10).compactMap { _ in permit(&breaker, 240) }.count == 10)
        for _ in 0..<5 { send(&breaker, .failed, 241) }
        #expect(wait(&breaker, 241) == at(301))
    }
}
