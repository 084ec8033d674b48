import Formats
import HTTP
import Testing

@testable import AWS

/// All of it together, as a client uses it.
struct RetryNightTests {
    private static let lane = Lane(account: "111122223333", region: "eu-west-1", service: "dynamodb")
    private static let operation = Operation(
        Service("dynamodb", id: "DynamoDB", .json(version: "1.0", target: "DynamoDB_20120810")),
        "DescribeTable",
        action: nil, rate: 40)

    /// What a client stands on.
    private struct Client: Sendable {
        let night: VirtualNight
        let breakers: Breakers
        let paces: PaceBook
        let quotas: RetryQuotas
        let dice: Shared<Dice>

        init(_ night: VirtualNight, seed: UInt64) {
            self.night = night
            breakers = Breakers(time: night.time)
            paces = PaceBook(time: night.time, clock: { .earliest })
            quotas = RetryQuotas(time: night.time)
            dice = Shared(Dice(seed: seed))
        }

        func send(before deadline: Deadline, _ ask: (_ isRenewed: Bool) async throws -> Void) async throws {
            var attempts = Attempts(RetryPolicy(), before: deadline, quota: quotas[lane])
            var isRenewed = false
            while true {
                let once = { try await ask(isRenewed) }
                guard let setback = try await attempt(before: deadline, once) else {
                    return attempts.succeeded()
                }
                switch attempts.next(
                    after: setback, at: night.now, random: dice.change { .random(in: 0..<1, using: &$0) })
                {
                case .again(let pause): try await night.time.sleep(night.now + pause)
                case .renewCredentials: isRenewed = true
                case .correctClock: break
                case .stop(let reason): throw Stopped(setback: setback, reason: reason)
                }
            }
        }

        private func attempt(before deadline: Deadline, _ ask: () async throws -> Void) async throws
            -> Setback?
        {
            while true {
                let passage = try await breakers[lane].enter(before: deadline)
                let pacer = paces[lane, operation]
                let start = try await pacer.start(before: deadline)
                guard passage.holds else { continue }
                let setback = await setback(of: ask)
                setback == .throttled ? pacer.throttled(start) : pacer.answered()
                passage.end(setback.map { .init($0) } ?? .answered)
                return setback
            }
        }

        private func setback(of ask: () async throws -> Void) async -> Setback? {
            do {
                try await ask()
                return nil
            } catch let error as AWSError {
                return Setback(error)
            } catch let error as HTTPFailure {
                return Setback(error)
            } catch {
                return .hopeless
            }
        }
    }

    private struct Stopped: Error {
        var setback: Setback
        var reason: Attempts.Reason
    }

    private static func fault(_ random: Double, _ isRenewed: Bool) -> (any Error)? {
        switch random {
        case ..<0.10: AWSError(code: "ThrottlingException", message: "", status: 400, retry: .throttled)
        case ..<0.12: HTTPFailure(.dropped, "")
        case ..<0.13 where !isRenewed:
            AWSError(code: "ExpiredTokenException", message: "", status: 400, retry: .expired)
        default: nil
        }
    }

    /// Sends one request that takes 80 ms, and says what it failed with.
    private static func ask(_ client: Client, _ faults: Shared<Dice>) async -> (any Error)? {
        do {
            try await client.send(before: .never) { isRenewed in
                try await client.night.time.sleep(client.night.now + .milliseconds(80))
                let draw = faults.change { Double.random(in: 0..<1, using: &$0) }
                if let fault = fault(draw, isRenewed) { throw fault }
            }
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: 1...5)
    func `a night of throttles, drops and expired tokens answers every request`(seed: UInt64) throws {
        let night = VirtualNight(seed: seed)

        let (answered, failed) = try night.run {
            let client = Client(night, seed: seed)
            let faults = Shared(Dice(seed: seed + 1000))
            let (answered, failed) = (Notes<Int>(), Notes<any Error>())
            await withTaskGroup { group in
                for worker in 0..<64 {
                    group.addTask {
                        for number in stride(from: worker, to: 5000, by: 64) {
                            let result = await Self.ask(client, faults)
                            if let result { failed.add(result) } else { answered.add(number) }
                        }
                    }
                }
            }
            return (answered.all, failed.all)
        }

        #expect(failed.isEmpty)
        #expect(answered.sorted() == Array(0..<5000))
    }

    @Test func `an outage of three minutes costs a few dozen requests, and what can wait is answered`()
        throws
    {
        let night = VirtualNight()

        let (sent, answered, stopped) = try night.run {
            let client = Client(night, seed: 1)
            let (sent, answered, stopped) = (Notes<Duration>(), Notes<Duration>(), Notes<String>())
            await withTaskGroup { group in
                for _ in 0..<500 {
                    group.addTask {
                        do {
                            try await client.send(before: Deadline(at: .seconds(3600))) { _ in
                                sent.add(night.now)
                                try await night.time.sleep(night.now + .milliseconds(80))
                                if night.now < .seconds(170) { throw HTTPFailure(.unconnected, "") }
                            }
                            answered.add(night.now)
                        } catch {
                            stopped.add("\(error)")
                        }
                    }
                }
            }
            return (sent.all, answered.all, stopped.all)
        }

        let during = sent.filter { $0 < .seconds(170) }
        #expect(during.count <= 60)
        #expect(answered.count >= 490)
        #expect(answered.count + stopped.count == 500)
        #expect(night.now < .seconds(240))
    }
}
