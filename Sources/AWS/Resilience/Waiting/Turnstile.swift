import Synchronization

/// Lets tasks through one at a time, in the order in which they came, when its gatekeeper says so.
///
/// A newcomer who finds nobody waiting is asked for no more than one lock. Others line up, and the leader of the
/// line waits for all: for the time that the gatekeeper names, for news, or for somebody's deadline. A task that
/// is cancelled leaves the line at once, wherever it stands.
final class Turnstile<Keeper: Gatekeeper>: Sendable {
    typealias Bell = CheckedContinuation<Void, Never>

    struct State: Sendable {
        var keeper: Keeper
        var line = Line()
        /// Grows with all news, so that a leader who is about to sleep notices what came meanwhile.
        var rings = 0
        /// The leader, while it sleeps.
        var bell: Bell?
    }

    private enum Arrival {
        case passed(Keeper.Pass)
        /// With a ticket, and perhaps somebody to wake.
        case joined(Int, Bell?)
    }

    private enum Step {
        case pass(Keeper.Pass)
        case refuse(any Error)
        case rest(until: Deadline, rings: Int)
    }

    let time: Timepiece
    let state: Mutex<State>

    init(_ keeper: Keeper, time: Timepiece) {
        self.time = time
        state = Mutex(State(keeper: keeper))
    }

    /// Waits for its turn, and throws `DeadlinePassed` where that would come too late.
    func enter(before deadline: Deadline) async throws -> Keeper.Pass {
        let now = time.now()
        guard !deadline.hasPassed(at: now) else { throw DeadlinePassed() }
        switch state.withLock({ Self.arrive(&$0, at: now, before: deadline) }) {
        case .passed(let pass): return pass
        case .joined(let ticket, let bell):
            bell?.resume()
            try await turn(of: ticket)
            defer { state.withLock { $0.line.callNext() }?.resume() }
            return try await lead(before: deadline)
        }
    }

    /// Asks the gatekeeper something.
    func ask<T: Sendable>(_ question: (Keeper) -> T) -> T {
        state.withLock { question($0.keeper) }
    }

    /// Tells the gatekeeper something that can wait until the leader asks again.
    func note(_ change: (inout Keeper, _ now: Duration) -> Void) {
        let now = time.now()
        state.withLock { change(&$0.keeper, now) }
    }

    /// Tells the gatekeeper something, and has the leader ask again.
    func announce(_ change: (inout Keeper, _ now: Duration) -> Void) {
        let now = time.now()
        let bell = state.withLock { state in
            change(&state.keeper, now)
            return Self.ring(&state)
        }
        bell?.resume()
    }

    private static func ring(_ state: inout State) -> Bell? {
        state.rings &+= 1
        return state.bell.take()
    }

    private static func arrive(_ state: inout State, at now: Duration, before deadline: Deadline) -> Arrival {
        if !state.line.isLed, case .pass(let pass) = state.keeper.admit(at: now) { return .passed(pass) }
        // A leader who sleeps has to wake for this deadline, too.
        let bell = deadline < state.line.earliest ? ring(&state) : nil
        return .joined(state.line.join(before: deadline), bell)
    }

    private func lead(before deadline: Deadline) async throws -> Keeper.Pass {
        while true {
            let now = time.now()
            for expired in state.withLock({ $0.line.expire(at: now) }) {
                expired.resume(throwing: DeadlinePassed())
            }
            switch state.withLock({ Self.step(&$0, at: now, before: deadline) }) {
            case .pass(let pass): return pass
            case .refuse(let refusal): throw refusal
            case .rest(let alarm, let rings): try await rest(until: alarm, after: rings)
            }
        }
    }

    private static func step(_ state: inout State, at now: Duration, before deadline: Deadline) -> Step {
        guard !deadline.hasPassed(at: now) else { return .refuse(DeadlinePassed()) }
        switch state.keeper.admit(at: now) {
        case .pass(let pass): return .pass(pass)
        case .refuse(let refusal): return .refuse(refusal)
        case .hold: return .rest(until: min(deadline, state.line.earliest), rings: state.rings)
        case .wait(let instant):
            let turn = Deadline(at: instant)
            guard turn < deadline else { return .refuse(DeadlinePassed()) }
            return .rest(until: min(turn, state.line.earliest), rings: state.rings)
        }
    }
}
