import Formats
import HTTP
import Testing

@testable import AWS

struct RetryPolicyTests {
    private func attempts(
        _ policy: RetryPolicy = RetryPolicy(), before deadline: Deadline = .never,
        quota: RetryQuota = RetryQuota()
    ) -> Attempts {
        Attempts(policy, before: deadline, quota: quota)
    }

    /// What happens when every attempt meets the same setback, at the longest pauses.
    private func run(_ setback: Setback, _ policy: RetryPolicy = RetryPolicy()) -> [Attempts.Step] {
        var attempts = attempts(policy)
        var steps: [Attempts.Step] = []
        while steps.count < 50 {
            let step = attempts.next(after: setback, at: .zero, random: 1)
            steps.append(step)
            if case .stop = step { break }
        }
        return steps
    }

    private func pauses(_ seconds: [Int]) -> [Attempts.Step] {
        seconds.map { .again(after: .seconds($0)) } + [.stop(.attempts)]
    }

    @Test(arguments: [
        (Setback.throttled, [1, 2, 4, 8]), (.limited, [30]), (.unavailable, [1, 1]), (.timedOut, [0]),
        (.stalled, [1, 2]), (.disconnected, [1, 2]), (.broken, [1, 2]),
    ])
    func `each setback is tried again as its rule says`(setback: Setback, seconds: [Int]) {
        #expect(run(setback) == pauses(seconds))
    }

    @Test func `what would fail in the same way is not tried again`() {
        #expect(run(.hopeless) == [.stop(.hopeless)])
    }

    @Test func `expired credentials are renewed once, and a clock that is off is corrected once`() {
        #expect(run(.expired) == [.renewCredentials, .stop(.expired)])
        #expect(run(.skewed) == [.correctClock, .stop(.skewed)])
    }

    @Test func `renewing credentials costs no attempt and no quota`() {
        let quota = RetryQuota()
        var attempts = attempts(RetryPolicy(attempts: 3), quota: quota)

        let steps = [Setback.expired, .broken, .skewed, .broken, .broken].map {
            attempts.next(after: $0, at: .zero, random: 1)
        }

        let again = Attempts.Step.again
        #expect(
            steps == [
                .renewCredentials, again(.seconds(1)), .correctClock, again(.seconds(2)), .stop(.attempts),
            ])
        #expect(quota.left == 490)
    }

    @Test func `throttles do not use up the attempts for a broken connection, but all have an end`() {
        var attempts = attempts()

        let steps = [Setback.throttled, .disconnected, .throttled, .broken, .throttled, .broken].map {
            attempts.next(after: $0, at: .zero, random: 1)
        }
        let seventh = attempts.next(after: .disconnected, at: .zero, random: 1)
        let eighth = attempts.next(after: .throttled, at: .zero, random: 1)

        #expect(steps == [1, 1, 2, 1, 4, 2].map { .again(after: .seconds($0)) })
        #expect(seventh == .again(after: .seconds(2)))
        #expect(eighth == .stop(.attempts))
    }

    @Test func `a pause is anything between nothing and its length`() {
        for random in [0, 0.25, 1] {
            var attempts = attempts()
            #expect(
                attempts.next(after: .broken, at: .zero, random: random)
                    == .again(after: .seconds(1) * random))
        }
    }

    @Test func `no attempt begins at or after the deadline, and no pause is paid for that would end there`() {
        let quota = RetryQuota()
        var late = attempts(before: Deadline(at: .seconds(10)), quota: quota)
        var early = attempts(before: Deadline(at: .seconds(10)), quota: quota)
        var expired = attempts(before: Deadline(at: .seconds(10)), quota: quota)

        #expect(late.next(after: .broken, at: .seconds(9), random: 1) == .stop(.deadline))
        #expect(early.next(after: .broken, at: .milliseconds(8999), random: 1) == .again(after: .seconds(1)))
        #expect(expired.next(after: .expired, at: .seconds(10), random: 1) == .stop(.deadline))
        #expect(quota.left == 495)
    }

    @Test func `a server's wish replaces the pause up to a minute, its suggestion adds up to five seconds`() {
        func pause(_ wait: ServerWait) -> Attempts.Step {
            var attempts = attempts()
            return attempts.next(after: .throttled, asked: wait, at: .zero, random: 1)
        }

        #expect(pause(.demanded(.milliseconds(100))) == .again(after: .milliseconds(100)))
        #expect(pause(.demanded(.seconds(45))) == .again(after: .seconds(45)))
        #expect(pause(.demanded(.seconds(3600))) == .again(after: .seconds(60)))
        #expect(pause(.suggested(.milliseconds(100))) == .again(after: .seconds(1)))
        #expect(pause(.suggested(.seconds(3))) == .again(after: .seconds(3)))
        #expect(pause(.suggested(.seconds(3600))) == .again(after: .seconds(6)))
    }

    @Test(arguments: [
        (["Retry-After": "7"], ServerWait.demanded(.seconds(7))),
        (["retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"], .demanded(.seconds(30))),
        (["Retry-After": "Sun, 06 Nov 1994 08:00:00 GMT"], .demanded(.zero)),
        (["X-Amz-Retry-After": "1500", "Retry-After": "7"], .suggested(.milliseconds(1500))),
        (["x-amz-retry-after": "soon", "Retry-After": "7"], .demanded(.seconds(7))),
        (["Retry-After": "-7"], nil), (["Retry-After": ""], nil),
        (["Retry-After": "99999999999999999999"], nil),
        (["x-amz-retry-after": "+5"], nil), ([:], nil),
    ])
    func `a server's wish is read from the headers`(headers: [String: String], wait: ServerWait?) throws {
        let now = try Timestamp(httpDate: "Sun, 06 Nov 1994 08:49:07 GMT")

        #expect(ServerWait(HTTPHeaders(headers.map { .init($0, $1) }), at: now) == wait)
    }

    @Test func `the number of attempts that a user asks for holds where pauses grow, and caps the rest`()
        throws
    {
        let more = try RetryPolicy(mode: "adaptive", attempts: "6")
        let none = try RetryPolicy(mode: nil, attempts: "1")

        #expect(run(.broken, more) == pauses([1, 2, 4, 8, 16]))
        #expect(run(.limited, more) == pauses([30]))
        #expect(run(.timedOut, more) == pauses([0]))
        for setback in Setback.allCases where ![.hopeless, .expired, .skewed].contains(setback) {
            #expect(run(setback, none) == [.stop(.attempts)])
        }
        #expect(run(.expired, none) == [.renewCredentials, .stop(.expired)])
    }

    @Test func `the settings of the SDKs are understood, and refused where they make no sense`() throws {
        #expect(try RetryPolicy(mode: nil, attempts: nil) == RetryPolicy())
        #expect(try RetryPolicy(mode: "Standard", attempts: nil) == RetryPolicy())
        #expect(try RetryPolicy(mode: "legacy", attempts: nil) == RetryPolicy(attempts: 5))
        #expect(try RetryPolicy(mode: "legacy", attempts: "2") == RetryPolicy(attempts: 2))
        #expect(throws: RetrySettingFailure.mode("bold")) { try RetryPolicy(mode: "bold", attempts: nil) }
        for text in ["0", "-1", "many", "", "3.5"] {
            #expect(throws: RetrySettingFailure.attempts(text)) { try RetryPolicy(mode: nil, attempts: text) }
        }
    }

    @Test func `a lane in trouble runs out of retries, and successes bring them back`() {
        let quota = RetryQuota()
        for _ in 0..<50 { _ = run(.broken).count }
        for _ in 0..<100 {
            var attempts = attempts(quota: quota)
            #expect(attempts.next(after: .broken, at: .zero, random: 1) == .again(after: .seconds(1)))
        }
        var refused = attempts(quota: quota)
        let without = refused.next(after: .broken, at: .zero, random: 1)
        for _ in 0..<5 { attempts(quota: quota).succeeded() }
        var allowed = attempts(quota: quota)

        #expect(without == .stop(.quota))
        #expect(allowed.next(after: .broken, at: .zero, random: 1) == .again(after: .seconds(1)))
    }

    @Test(arguments: [
        ("RequestTimeout", 400, Setback.timedOut), ("ServiceUnavailable", 500, .unavailable),
        ("", 503, .unavailable),
        ("InternalServiceError", 500, .broken), ("InternalFailure", 500, .broken),
    ])
    func `a transient error is told by its code, else by its status`(
        code: String, status: Int, setback: Setback
    ) {
        #expect(Setback(AWSError(code: code, message: "", status: status, retry: .transient)) == setback)
    }

    @Test(arguments: ["RepositoryNotFoundException", "AccessDeniedException", "InvalidParameterException"])
    func `an error of the request itself is not tried again`(code: String) {
        #expect(Setback(AWSError(code: code, message: "", status: 400, retry: .never)) == .hopeless)
    }
}
