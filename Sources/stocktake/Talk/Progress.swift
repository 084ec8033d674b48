import Formats
import Pipeline
import Synchronization

/// One line on the terminal that tells how far a stage is.
final class Progress: Sendable {
    private let world: World
    private let state = Mutex(State())

    private struct State {
        var stage: StageName?
        var cells = 0
        var ended = 0
        var gaps = 0
        var drawnAt: ContinuousClock.Instant?
    }

    init(_ world: World) { self.world = world }

    /// Counts an event, and draws the line ten times a second at the most.
    func note(_ event: Event) {
        let line = state.withLock { state -> String? in
            switch event {
            case .stageBegan(let stage, let cells):
                state = State(stage: stage, cells: cells)
            case .cellsFound(let count):
                state.cells += count
            case .cellEnded(_, let cellState, _, _):
                state.ended += 1
                state.gaps += cellState.isGap ? 1 : 0
            default:
                return nil
            }
            guard state.ended < state.cells else { return nil }
            let now = ContinuousClock.now
            guard state.drawnAt.map({ now - $0 >= .milliseconds(100) }) ?? true else { return nil }
            state.drawnAt = now
            return Self.line(state)
        }
        if let line { world.draw("\r\u{1B}[K" + line) }
    }

    /// Takes the line away, so that another line can stand in its place.
    func clear() {
        state.withLock { $0.drawnAt = nil }
        world.draw("\r\u{1B}[K")
    }

    private static func line(_ state: State) -> String {
        guard let stage = state.stage else { return "" }
        let gaps = state.gaps == 0 ? "" : ", \(state.gaps) gaps"
        return "\(stage.rawValue): \(state.ended) of \(state.cells) cells\(gaps)"
    }
}
