import AWS
import Synchronization
import Testing

struct PacerTests {
    @Test(arguments: 1...20)
    func `no window sees more requests than the rate and a second's burst`(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let rate = Double.random(in: 0.5...40, using: &dice)
        let pauses = (0..<300).map { _ in Int.random(in: 0...3000, using: &dice) }
        let night = VirtualNight(seed: seed)

        let starts = try night.run {
            let pacer = Pacer(rate: rate, time: night.time)
            let starts = Notes<Duration>()
            try await withThrowingTaskGroup { group in
                for pause in pauses {
                    group.addTask {
                        try await night.time.sleep(.milliseconds(pause))
                        _ = try await pacer.start(before: .never)
                        starts.add(night.now)
                    }
                }
                try await group.waitForAll()
            }
            return starts.all
        }

        #expect(starts.count == pauses.count)
        let seconds = starts.map { $0 / .seconds(1) }
        for (first, begin) in seconds.enumerated() {
            for (last, end) in seconds.enumerated().dropFirst(first) {
                #expect(Double(last - first + 1) <= max(rate, 1) + (end - begin) * rate + 1e-6)
            }
        }
    }

    @Test func `ten thousand requests go in the order in which they came, one timer at a time`() throws {
        let night = VirtualNight()

        let (arrivals, starts) = try night.run {
            let pacer = Pacer(rate: 100, time: night.time)
            let (arrivals, starts) = (Notes<Int>(), Notes<Int>())
            try await withThrowingTaskGroup { group in
                for number in 0..<10_000 {
                    group.addTask {
                        arrivals.add(number)
                        _ = try await pacer.start(before: .never)
                        starts.add(number)
                    }
                }
                try await group.waitForAll()
            }
            return (arrivals.all, starts.all)
        }

        #expect(starts == arrivals)
        #expect(night.now == .seconds(99))
        #expect(night.sleeps == 9_900)
    }

    @Test(arguments: 1...50)
    func `a storm of cancellations loses nobody else's turn`(seed: UInt64) throws {
        let night = VirtualNight(seed: seed)

        let (started, cancelled) = try night.run {
            let pacer = Pacer(rate: 10, time: night.time)
            let (started, cancelled) = (Notes<Int>(), Notes<Int>())
            let tasks = (0..<200).map { number in
                Task(executorPreference: night) {
                    do {
                        _ = try await pacer.start(before: .never)
                        started.add(number)
                    } catch is CancellationError {
                        cancelled.add(number)
                    }
                }
            }
            var dice = Dice(seed: seed)
            for _ in 0..<10 {
                for _ in 0..<15 { tasks[Int.random(in: 0..<200, using: &dice)].cancel() }
                try await night.time.sleep(night.now + .milliseconds(Int.random(in: 0...900, using: &dice)))
            }
            for task in tasks { try await task.value }
            return (started.all, cancelled.all)
        }

        #expect((started + cancelled).sorted() == Array(0..<200))
        #expect(cancelled.count > 20)
        // A burst of ten, then ten a second for those that stayed; a token may lapse when its leader goes.
        #expect(night.now <= .milliseconds(100 * (started.count - 10)) + .seconds(1))
    }

    @Test(arguments: 1...20)
    func `no wait outlives its deadline, nor begins where it would`(seed: UInt64) throws {
        let night = VirtualNight(seed: seed)
        var dice = Dice(seed: seed)
        let deadlines = (0..<100).map { _ in
            Deadline(at: .milliseconds(Int.random(in: 1...20_000, using: &dice)))
        }

        let (starts, ends) = try night.run {
            let pacer = Pacer(rate: 2, time: night.time)
            let (starts, ends) = (Notes<(Deadline, Duration)>(), Notes<(Deadline, Duration)>())
            try await withThrowingTaskGroup { group in
                for deadline in deadlines {
                    group.addTask {
                        do {
                            _ = try await pacer.start(before: deadline)
                            starts.add((deadline, night.now))
                        } catch is DeadlinePassed {
                            ends.add((deadline, night.now))
                        }
                    }
                }
                try await group.waitForAll()
            }
            return (starts.all, ends.all)
        }

        #expect(starts.count + ends.count == 100)
        #expect(starts.count >= 20)
        #expect(starts.allSatisfy { $1 < $0.instant })
        #expect(ends.allSatisfy { $1 <= $0.instant })
    }

    @Test func `who comes later with less time wakes the sleeping leader`() throws {
        let night = VirtualNight()

        let end = try night.run {
            let pacer = Pacer(rate: 0.5, time: night.time)
            _ = try await pacer.start(before: .never)
            async let leader = pacer.start(before: .never)
            try await night.time.sleep(.milliseconds(100))
            await #expect(throws: DeadlinePassed()) {
                try await pacer.start(before: Deadline(at: .milliseconds(300)))
            }
            let end = night.now
            _ = try await leader
            return end
        }

        #expect(end == .milliseconds(300))
        #expect(night.now == .seconds(2))
    }

    @Test func `a task that is cancelled leaves the line at once, wherever it stands`() throws {
        let night = VirtualNight()

        let ends = try night.run {
            let pacer = Pacer(rate: 0.5, time: night.time)
            _ = try await pacer.start(before: .never)
            let ends = Notes<Duration>()
            let tasks = (0..<100).map { _ in
                Task(executorPreference: night) {
                    await #expect(throws: CancellationError.self) { try await pacer.start(before: .never) }
                    ends.add(night.now)
                }
            }
            try await night.time.sleep(.milliseconds(1500))
            for task in tasks { task.cancel() }
            for task in tasks { await task.value }
            return ends.all
        }

        #expect(ends == Array(repeating: .milliseconds(1500), count: 100))
    }

    @Test func `a task that is cancelled already does not wait`() throws {
        let night = VirtualNight()

        try night.run {
            let pacer = Pacer(rate: 1, time: night.time)
            _ = try await pacer.start(before: .never)
            let task = Task(executorPreference: night) {
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await pacer.start(before: .never)
            }
            await #expect(throws: CancellationError.self) { try await task.value }
        }

        #expect(night.now == .zero)
    }

    @Test func `after a pause of any length no more than a second's requests burst`() throws {
        let night = VirtualNight()

        let times = try night.run {
            let pacer = Pacer(rate: 4, time: night.time)
            let times = Notes<Duration>()
            for pause in [0, 3600] {
                try await night.time.sleep(night.now + .seconds(pause))
                for _ in 0..<6 {
                    _ = try await pacer.start(before: .never)
                    times.add(night.now)
                }
            }
            return times.all
        }

        let quarters = times.map { Int(($0 / .milliseconds(250)).rounded()) }
        let later = 2 + 3600 * 4
        #expect(quarters == [0, 0, 0, 0, 1, 2, later, later, later, later, later + 1, later + 2])
    }
}
