import AWS
import Synchronization

/// A machine on which tasks run one at a time, in an order drawn from a seed, and time passes only when none can.
///
/// So an hour takes a moment, a run can be repeated, and a lost wake-up shows: nobody can run and nobody sleeps.
final class VirtualNight: TaskExecutor {
    struct Stuck: Error {}

    private struct Sleeper {
        var until: Duration
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Duration.zero
        var ready: [UnownedJob] = []
        var sleepers: [Int: Sleeper] = [:]
        var slept = 0
        var dice: Dice
    }

    private let state: Mutex<State>

    init(seed: UInt64 = 1) { state = Mutex(State(dice: Dice(seed: seed))) }

    var now: Duration { state.withLock(\.now) }

    /// How many sleeps there were: what a real machine would set timers for.
    var sleeps: Int { state.withLock(\.slept) }

    var time: Timepiece {
        Timepiece(now: { self.now }, sleep: { try await self.sleep(until: $0) })
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.ready.append(job) }
    }

    /// Runs a task, with all that it starts, to its end.
    func run<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) throws -> T {
        let answer = Answer<T>()
        Task(executorPreference: self) {
            do {
                let value = try await body()
                answer.result.withLock { $0 = .success(value) }
            } catch {
                answer.result.withLock { $0 = .failure(error) }
            }
        }
        while true {
            if let result = answer.result.withLock({ $0 }) { return try result.get() }
            guard step() else { throw Stuck() }
        }
    }

    private final class Answer<T: Sendable>: Sendable {
        let result = Mutex<Result<T, any Error>?>(nil)
    }

    private func step() -> Bool {
        if let job = draw() {
            job.runSynchronously(on: asUnownedTaskExecutor())
            return true
        }
        return passTime()
    }

    private func draw() -> UnownedJob? {
        state.withLock { state in
            guard !state.ready.isEmpty else { return nil }
            let index = Int.random(in: 0..<state.ready.count, using: &state.dice)
            state.ready.swapAt(index, state.ready.count - 1)
            return state.ready.removeLast()
        }
    }

    private func passTime() -> Bool {
        let woken = state.withLock { state -> [Sleeper] in
            guard let next = state.sleepers.values.lazy.map(\.until).min() else { return [] }
            state.now = max(state.now, next)
            let due = state.sleepers.filter { $0.value.until <= next }
            for key in due.keys { state.sleepers[key] = nil }
            return due.sorted { $0.key < $1.key }.map(\.value)
        }
        for sleeper in woken { sleeper.continuation.resume() }
        return !woken.isEmpty
    }

    private func sleep(until instant: Duration) async throws {
        let key = state.withLock { state in
            state.slept += 1
            return state.slept
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    guard !Task.isCancelled else { return true }
                    state.sleepers[key] = Sleeper(until: instant, continuation: continuation)
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: key) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}

/// Random numbers that a seed repeats (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}

/// What the tasks of a test note down, in order.
final class Notes<T: Sendable>: Sendable {
    private let list = Mutex<[T]>([])

    func add(_ note: T) { list.withLock { $0.append(note) } }

    var all: [T] { list.withLock { $0 } }
}

/// A value that the tasks of a test share.
final class Shared<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    func change<T: Sendable>(_ body: (inout Value) -> T) -> T { value.withLock { body(&$0) } }
}
