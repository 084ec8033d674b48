/// The pace that all tasks share which ask for the same operation in the same lane.
package final class Pacer: Forgettable {
    private let turnstile: Turnstile<Pace>

    init(_ pace: Pace, time: Timepiece) { turnstile = Turnstile(pace, time: time) }

    /// Begins at a rate, in requests a second.
    package convenience init(rate: Double, time: Timepiece) {
        self.init(Pace(published: rate, at: time.now()), time: time)
    }

    /// Leave to send one request, and when it was given.
    package struct Start: Hashable, Sendable {
        let instant: Duration
    }

    /// Waits for its turn, and throws `DeadlinePassed` where that would come too late.
    package func start(before deadline: Deadline) async throws -> Start {
        Start(instant: try await turnstile.enter(before: deadline))
    }

    /// Notes that a request got an answer, whatever it said, other than "slower".
    package func answered() {
        turnstile.note { pace, now in pace.answered(at: now) }
    }

    /// Notes that a request was throttled.
    package func throttled(_ start: Start) {
        turnstile.note { pace, now in pace.throttled(start.instant, at: now) }
    }

    /// The requests a second that it keeps to now.
    package var rate: Double { turnstile.ask(\.limit) }

    /// What it has learned, and how long ago.
    var lesson: (rate: Double, age: Duration)? {
        let now = turnstile.time.now()
        return turnstile.ask { pace in
            guard let rate = pace.lesson, let drop = pace.lastDrop else { return nil }
            return (rate, now - drop)
        }
    }

    func worth(at now: Duration) -> Worth {
        turnstile.ask { $0.worth(at: now) }
    }
}
