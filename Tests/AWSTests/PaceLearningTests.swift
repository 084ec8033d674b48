import Synchronization
import Testing

@testable import AWS

struct PaceLearningTests {
    @Test func `until the first throttle the pace stays where it began`() {
        var pace = Pace(published: 10, at: .zero)

        for second in 1...100 { pace.answered(at: .seconds(second)) }

        #expect(pace.limit == 10)
        #expect(pace.lesson == nil)
    }

    @Test func `a throttle slows it, and the echoes of the same burst do not`() throws {
        var pace = Pace(published: 10, at: .zero)

        pace.throttled(.zero, at: .milliseconds(100))
        let slowed = pace.limit
        for echo in 0..<9 { pace.throttled(.milliseconds(echo * 10), at: .milliseconds(101 + echo)) }
        let echoed = pace.limit
        pace.throttled(.milliseconds(200), at: .milliseconds(250))

        #expect(abs(slowed - 7) < 1e-12)
        #expect(echoed == slowed)
        #expect(pace.limit < slowed)
    }

    @Test func `what was really sent was too much, where that is less than was allowed`() {
        var pace = Pace(published: 20, at: .zero)
        for request in 1...50 { pace.answered(at: .milliseconds(request * 200)) }

        pace.throttled(.seconds(10), at: .seconds(10))

        #expect(abs(pace.limit - 5 * 0.7) < 0.7)
    }

    @Test func `no number of throttles makes it slower than one request in two seconds`() {
        var pace = Pace(published: 10, at: .zero)

        for second in 1...50 { pace.throttled(.seconds(second), at: .seconds(second)) }

        #expect(pace.limit == 0.5)
        #expect(pace.lesson == 0.5)
    }

    @Test func `it grows back to no more than twice the published rate`() {
        var pace = Pace(published: 10, at: .zero)

        pace.throttled(.zero, at: .milliseconds(1))
        for step in 1...3000 { pace.answered(at: .milliseconds(step * 20)) }

        #expect(pace.limit == 20)
        // What was refused is remembered as too much.
        #expect(pace.lesson == 10)
    }

    @Test func `a lull neither slows it nor lets it grow`() {
        var pace = Pace(published: 10, at: .zero)
        pace.throttled(.zero, at: .milliseconds(1))
        let slowed = pace.limit

        for minute in 1...60 { pace.answered(at: .seconds(minute * 60)) }

        #expect(pace.limit == slowed)
    }

    /// A service of which every request above eight a second is throttled.
    private final class Service: Sendable {
        private let bucket = Mutex(PaceBucket(full: 8, at: .zero))

        func isThrottling(at now: Duration) -> Bool {
            bucket.withLock { $0.take(at: now, rate: 8) != nil }
        }
    }

    @Test(arguments: 1...10)
    func `it finds the rate that a service bears and keeps near it`(seed: UInt64) throws {
        let night = VirtualNight(seed: seed)

        let (answers, throttles) = try night.run {
            let (pacer, service) = (Pacer(rate: 20, time: night.time), Service())
            let (answers, throttles) = (Notes<Duration>(), Notes<Duration>())
            await withThrowingTaskGroup { group in
                for _ in 0..<32 {
                    group.addTask {
                        while true {
                            let start = try await pacer.start(before: Deadline(at: .seconds(600)))
                            try await night.time.sleep(night.now + .milliseconds(50))
                            let isThrottled = service.isThrottling(at: night.now)
                            isThrottled ? pacer.throttled(start) : pacer.answered()
                            (isThrottled ? throttles : answers).add(night.now)
                        }
                    }
                }
            }
            return (answers.all.count, throttles.all.count)
        }

        #expect(answers > 600 * 8 * 80 / 100)
        #expect(throttles < answers * 20 / 100)
    }
}
