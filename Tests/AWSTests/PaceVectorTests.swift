import Support
import Testing

@testable import AWS

@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct PaceVectorTests {
    private static func cases(_ name: String) throws -> Any {
        let all = try #require(Vectors.json("aws-retry/retry-cases.json") as? [String: Any])
        let cubic = try #require(all["adaptive_cubic"] as? [String: Any])
        return try #require(cubic[name])
    }

    private func near(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 1e-9 }

    @Test func `the rate after a throttle climbs as in the SDKs`() throws {
        let success = try #require(Self.cases("success") as? [String: Any])
        let curve = Cubic(
            peak: try #require(success["w_max"] as? Double),
            throttled: try #require(success["last_throttle"] as? Double))
        let steps = try #require(success["steps"] as? [[Double]])

        #expect(steps.count == 7)
        for step in steps { #expect(near(curve.rate(at: step[0]), step[1]), "at \(step[0]) s") }
    }

    @Test func `throttles between successes make it fall and climb as in the SDKs`() throws {
        let mixed = try #require(Self.cases("mixed") as? [String: Any])
        var curve = Cubic(
            peak: try #require(mixed["w_max"] as? Double),
            throttled: try #require(mixed["last_throttle"] as? Double))
        let steps = try #require(mixed["steps"] as? [[String: Any]])
        var rate = 0.0

        #expect(steps.count == 8)
        for step in steps {
            let time = try #require(step["t"] as? Double)
            if try #require(step["throttled"] as? Bool) {
                rate *= Cubic.beta
                // The published steps take the lowered rate for the next peak.
                curve = Cubic(peak: rate, throttled: time)
            } else {
                rate = curve.rate(at: time)
            }
            #expect(near(rate, try #require(step["rate"] as? Double)), "at \(time) s")
        }
    }

    @Test func `a client's own rate is measured and bounded as in the SDKs`() throws {
        let steps = try #require(Self.cases("sending_rates") as? [[String: Any]])
        // Theirs begins from nothing, as if it had been throttled at time 0.
        var rate = AdaptiveRate(0, upTo: .infinity, curve: Cubic(peak: 0, throttled: 0))
        var isInForce = false

        #expect(steps.count == 17)
        for step in steps {
            let time = try #require(step["t"] as? Double)
            switch (try #require(step["throttled"] as? Int), isInForce) {
            case (0, _): rate.answer(at: time)
            case (_, true): rate.throttle(at: time)
            case (_, false):
                // Theirs keeps nobody waiting before the first throttle: what was sent was too much.
                rate.noteEcho(at: time)
                rate.drop(from: rate.sent, at: time)
                isInForce = true
            }
            #expect(near(rate.sent, try #require(step["measured_tx_rate"] as? Double)), "sent at \(time) s")
            #expect(near(rate.limit, try #require(step["fill_rate"] as? Double)), "limit at \(time) s")
        }
    }

    @Test func `the curve's constants are those of botocore`() throws {
        let checks = try #require(Self.cases("botocore") as? [[String: Any]])
        let climb = try #require(checks[0]["expected"] as? Double)
        let error = try #require(checks[1]["expected"] as? [Double])
        let curve = Cubic(peak: 8, throttled: 1)

        #expect(near(Cubic(peak: 10, throttled: 0).climb, climb))
        #expect(near(curve.rate(at: 1), error[0]))
        #expect(near(curve.peak, error[1]))
        #expect(near(curve.climb, error[2]))
    }
}
