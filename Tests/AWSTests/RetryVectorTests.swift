import Formats
import HTTP
import Support
import Testing

@testable import AWS

@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct RetryVectorTests {
    private static func cases(_ name: String) throws -> [[String: Any]] {
        let all = try #require(Vectors.json("aws-retry/retry-cases.json") as? [String: Any])
        return try #require(all[name] as? [[String: Any]])
    }

    @Test func `requests are tried again as in the SDKs' standard mode`() throws {
        let cases = try Self.cases("standard_strategy")

        #expect(cases.count == 6)
        for run in cases {
            var policy = RetryPolicy(attempts: try #require(run["max_attempts"] as? Int))
            policy.base = .seconds(try #require(run["base_s"] as? Int))
            policy.ceiling = .seconds(try #require(run["max_backoff_s"] as? Int))
            let quota = RetryQuota(RetryTokens(try #require(run["initial_capacity"] as? Int)))
            let random = try #require(run["jitter_random"] as? Double)
            var attempts = Attempts(policy, before: .never, quota: quota)
            for step in try #require(run["steps"] as? [[String: Any]]) {
                let outcome = try follow(step["response"], &attempts, random)
                let comment = Comment(rawValue: "\(run["name"] ?? "")")
                #expect(outcome.name == step["expected"] as? String, comment)
                #expect(outcome.delay == step["delay_s"] as? Double, comment)
                #expect(quota.left == step["capacity_after"] as? Int, comment)
            }
        }
    }

    private func follow(
        _ response: Any?, _ attempts: inout Attempts, _ random: Double
    ) throws -> (name: String, delay: Double?) {
        guard response as? Int != 200 else {
            attempts.succeeded()
            return ("success", nil)
        }
        let setback = (response as? Int).map {
            Setback(AWSError(code: "", message: "", status: $0, retry: .transient))
        }
        let wait = (response as? String)?.contains("explicit server delay 1 s") == true
        let step = attempts.next(
            after: setback ?? Setback(HTTPFailure(.timeout, "")), asked: wait ? .demanded(.seconds(1)) : nil,
            at: .zero, random: random)
        switch step {
        case .again(let pause): return ("retry", pause / .seconds(1))
        case .stop(.attempts): return ("max_attempts_exceeded", nil)
        case .stop(.quota): return ("retry_quota_exceeded", nil)
        default: return ("\(step)", nil)
        }
    }

    @Test func `pauses grow as in the SDKs`() throws {
        let cases = try Self.cases("exponential_backoff")
        let rule = RetryRule.standard(for: .broken)

        #expect(cases.count == 3)
        for run in cases {
            var policy = RetryPolicy()
            policy.base = .seconds(try #require(run["initial"] as? Double))
            policy.ceiling = .seconds(try #require(run["max_s"] as? Int))
            let random = try #require(run["base"] as? Double)
            for (retries, expected) in try #require(run["expected"] as? [Double]).enumerated() {
                let pause = policy.pause(rule, after: retries, random: random) / .seconds(1)
                #expect(abs(pause - expected) < 1e-12)
            }
        }
    }

    /// Which kind of error a code stands for is decided elsewhere: here, what follows from the kind.
    @Test func `what the SDKs try again is tried again, and what they do not is not`() throws {
        let cases = try Self.cases("error_classification")

        #expect(cases.count == 33)
        for row in cases {
            let isExpected = try #require(row["expected"] as? Bool)
            let kind = row["checker"] as? String == "throttling" ? AWSError.Retry.throttled : .transient
            let error = AWSError(
                code: row["error_code"] as? String ?? "", message: "", status: row["status"] as? Int ?? 0,
                retry: isExpected ? kind : .never)
            let failure: HTTPFailure? =
                switch row["io_error"] as? String {
                case "connection error": HTTPFailure(.unconnected, "")
                case "HTTP client error": HTTPFailure(.dropped, "")
                default: nil
                }
            let setback = failure.map { Setback($0) } ?? Setback(error)
            var attempts = Attempts(RetryPolicy(), before: .never, quota: RetryQuota())
            let step = attempts.next(after: setback, at: .zero, random: 1)
            if case .again = step { #expect(isExpected) } else { #expect(!isExpected) }
        }
    }

    @Test func `the quota takes and gives back as in the SDKs`() throws {
        let cases = try Self.cases("token_bucket")

        #expect(cases.count == 5)
        for run in cases {
            var tokens = RetryTokens(try #require(run["start"] as? Int))
            for operation in try #require(run["ops"] as? [[Any]]) {
                let count = try #require(operation[1] as? Int)
                if operation[0] as? String == "release" {
                    tokens.giveBack(count)
                } else {
                    #expect(tokens.take(count) == operation[2] as? Bool)
                }
            }
            #expect(tokens.left == run["end"] as? Int)
        }
    }

    /// The pauses of the behaviour that is to be the SDKs' next standard; its costs are not followed.
    @Test func `what a server suggests is followed as the SDKs will`() throws {
        let all = try #require(Vectors.json("aws-retry/retry-cases.json") as? [String: Any])
        let next = try #require(all["standard_v2_1"] as? [String: Any])
        let pauses = try #require(next["backoff_random1"] as? [Double])
        let wishes = try #require(next["retry_after"] as? [[String: Any]])
        let rule = RetryRule.standard(for: .broken)
        var policy = RetryPolicy()
        policy.base = .milliseconds(50)

        #expect(pauses.count == 11)
        for (retries, pause) in pauses.enumerated() {
            #expect(abs(policy.pause(rule, after: retries, random: 1) / .seconds(1) - pause) < 1e-12)
        }
        #expect(wishes.count == 5)
        for wish in wishes {
            let header = try #require(wish["header"] as? String)
            let wait = ServerWait(["x-amz-retry-after": header], at: .earliest)
            var attempts = Attempts(policy, before: .never, quota: RetryQuota())
            let step = attempts.next(after: .broken, asked: wait, at: .zero, random: 1)
            guard case .again(let pause) = step else { Issue.record("\(header): \(step)"); continue }
            #expect(
                abs(pause / .seconds(1) - (try #require(wish["delay_s"] as? Double))) < 1e-12, "\(header)")
        }
    }
}
