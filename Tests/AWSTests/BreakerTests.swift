import Synchronization
import Testing

@testable import AWS

struct BreakerTests {
    private static let lane = Lane(account: "111122223333", region: "eu-west-1", service: "ecr")

    private static func opened(_ night: VirtualNight) async throws -> Breaker {
        let breaker = Breaker(CircuitBreaker(lane), time: night.time)
        for _ in 0..<5 { try await breaker.enter(before: .never).end(.failed) }
        return breaker
    }

    /// What is on the way at once, and the most that ever was.
    private final class Traffic: Sendable {
        private let counts = Mutex((now: 0, most: 0))

        var most: Int { counts.withLock(\.most) }

        func begin() {
            counts.withLock { counts in
                counts.now += 1
                counts.most = max(counts.most, counts.now)
            }
        }

        func end() { counts.withLock { $0.now -= 1 } }
    }

    @Test(arguments: 1...10)
    func `of a thousand that wait only the trials go, and all go once those are answered`(seed: UInt64) throws
    {
        let night = VirtualNight(seed: seed)

        let (sent, most) = try night.run {
            let breaker = try await Self.opened(night)
            let sent = Notes<Duration>()
            let trials = Traffic()
            try await withThrowingTaskGroup { group in
                for _ in 0..<1000 {
                    group.addTask {
                        let passage = try await breaker.enter(before: .never)
                        let isTrial = night.now < .seconds(61)
                        sent.add(night.now)
                        if isTrial { trials.begin() }
                        try await night.time.sleep(night.now + .seconds(1))
                        if isTrial { trials.end() }
                        passage.end(.answered)
                    }
                }
                try await group.waitForAll()
            }
            return (sent.all, trials.most)
        }

        #expect(sent.count == 1000)
        #expect(sent.filter { $0 < .seconds(60) }.isEmpty)
        #expect(sent.filter { $0 < .seconds(61) }.count == 3)
        #expect(most == 3)
        #expect(night.now == .seconds(62))
    }

    @Test(arguments: 1...10)
    func `a thousand that wait for a service that never recovers cost a dozen requests`(seed: UInt64) throws {
        let night = VirtualNight(seed: seed)

        let (sent, refused) = try night.run {
            let breaker = try await Self.opened(night)
            let (sent, refused) = (Notes<Duration>(), Notes<ServiceDown>())
            try await withThrowingTaskGroup { group in
                for _ in 0..<1000 {
                    group.addTask {
                        do {
                            let passage = try await breaker.enter(before: .never)
                            sent.add(night.now)
                            try await night.time.sleep(night.now + .seconds(1))
                            passage.end(.failed)
                        } catch let error as ServiceDown {
                            refused.add(error)
                        }
                    }
                }
                try await group.waitForAll()
            }
            return (sent.all, refused.all)
        }

        #expect(sent.count == 9)
        #expect(refused == Array(repeating: ServiceDown(lane: Self.lane, recoveries: 3), count: 991))
        #expect(night.now == .seconds(183))
    }

    @Test func `a trial whose task is cancelled makes room for the next in line`() throws {
        let night = VirtualNight()

        let next = try night.run {
            let breaker = try await Self.opened(night)
            let trials = (0..<3).map { _ in
                Task(executorPreference: night) {
                    let passage = try await breaker.enter(before: .never)
                    try await night.time.sleep(.seconds(10_000))
                    passage.end(.answered)
                }
            }
            try await night.time.sleep(.seconds(61))
            async let fourth = Self.entry(breaker, night)
            try await night.time.sleep(.seconds(70))
            trials[1].cancel()
            let next = try await fourth
            for trial in trials { trial.cancel() }
            return next
        }

        #expect(next == .seconds(70))
    }

    private static func entry(_ breaker: Breaker, _ night: VirtualNight) async throws -> Duration {
        let passage = try await breaker.enter(before: .never)
        let entry = night.now
        passage.end(.answered)
        return entry
    }

    @Test func `who waits for trials to end waits no longer than the deadline`() throws {
        let night = VirtualNight()

        let ends = try night.run {
            let breaker = try await Self.opened(night)
            let trials = (0..<3).map { _ in
                Task(executorPreference: night) {
                    let passage = try await breaker.enter(before: .never)
                    try await night.time.sleep(.seconds(10_000))
                    passage.end(.answered)
                }
            }
            let ends = Notes<Duration>()
            try await night.time.sleep(.seconds(61))
            await withTaskGroup { group in
                for second in [60, 300, 200, 100] {
                    group.addTask {
                        await #expect(throws: DeadlinePassed()) {
                            try await breaker.enter(before: Deadline(at: .seconds(second))).end(.abandoned)
                        }
                        ends.add(night.now)
                    }
                }
            }
            for trial in trials { trial.cancel() }
            return ends.all
        }

        #expect(ends == [61, 100, 200, 300].map { .seconds($0) })
    }

    @Test(arguments: 1...50)
    func `a storm of cancellations leaves nobody waiting for ever`(seed: UInt64) throws {
        let night = VirtualNight(seed: seed)

        let (went, cancelled) = try night.run {
            let breaker = try await Self.opened(night)
            let (went, cancelled) = (Notes<Int>(), Notes<Int>())
            let tasks = (0..<100).map { number in
                Task(executorPreference: night) {
                    do {
                        let passage = try await breaker.enter(before: .never)
                        try await night.time.sleep(night.now + .seconds(2))
                        passage.end(.answered)
                        went.add(number)
                    } catch is CancellationError {
                        cancelled.add(number)
                    }
                }
            }
            var dice = Dice(seed: seed)
            try await night.time.sleep(.seconds(59))
            for _ in 0..<20 {
                for _ in 0..<3 { tasks[Int.random(in: 0..<100, using: &dice)].cancel() }
                try await night.time.sleep(night.now + .milliseconds(Int.random(in: 0...400, using: &dice)))
            }
            for task in tasks { try await task.value }
            return (went.all, cancelled.all)
        }

        #expect((went + cancelled).sorted() == Array(0..<100))
        #expect(went.count >= 40)
        #expect(cancelled.count > 10)
    }

    @Test func `170,000 lanes that are well leave no trace`() async throws {
        let time = Timepiece(now: { .zero }, sleep: { _ in })
        let breakers = Breakers(time: time, capacity: 1000)
        let broken = Lane(account: "1", region: "eu-west-1", service: "ecr")
        let failing = Lane(account: "2", region: "eu-west-1", service: "ecr")
        for _ in 0..<5 { try await breakers[broken].enter(before: .never).end(.failed) }
        for _ in 0..<4 { try await breakers[failing].enter(before: .never).end(.failed) }
        var largest = 0

        for number in 0..<170_000 {
            let lane = Lane(account: "\(111_100_000_000 + number)", region: "eu-west-1", service: "ecr")
            try await breakers[lane].enter(before: .never).end(.answered)
            largest = max(largest, breakers.count)
        }

        #expect(largest <= 1000)
        try await breakers[failing].enter(before: .never).end(.failed)
        await #expect(throws: DeadlinePassed()) {
            try await breakers[failing].enter(before: Deadline(at: .seconds(1))).end(.abandoned)
        }
        await #expect(throws: DeadlinePassed()) {
            try await breakers[broken].enter(before: Deadline(at: .seconds(1))).end(.abandoned)
        }
    }
}
