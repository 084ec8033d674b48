import Pipeline
import Synchronization

/// One line on the terminal that tells how far a stage is.
final class Progress: Sendable {
    private let world: World
    private let state = Mutex(State())

    private struct State {
        var progress = StageProgress()
        var drawnAt: ContinuousClock.Instant?
    }

    init(_ world: World) { self.world = world }

    /// Counts an event, and draws the line ten times a second at the most.
    func note(_ event: Event) {
        let line = state.withLock { state -> String? in
            guard state.progress.note(event), let words = state.progress.words else { return nil }
            let now = ContinuousClock.now
            guard state.drawnAt.map({ now - $0 >= .milliseconds(100) }) ?? true else { return nil }
            state.drawnAt = now
            return words
        }
        if let line { world.draw("\r\u{1B}[K" + line) }
    }

    /// Takes the line away, so that another line can stand in its place.
    func clear() {
        state.withLock { $0.drawnAt = nil }
        world.draw("\r\u{1B}[K")
    }
}
