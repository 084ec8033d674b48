import Formats
import Pipeline
import Synchronization

/// What is noted while a night goes on, for whoever asks afterwards how it went.
final class NightRecord: Sendable {
    struct Notes: Sendable {
        /// Whether this process held the lock: what another one does is not this one's to tell.
        var hasBegun = false
        /// How long each stage took, of those that this process ran.
        var durations: [StageName: Duration] = [:]
        /// How the run stood when it ended; nil where the database could not be read.
        var facts: NightFacts?
        fileprivate var stageBegan: ContinuousClock.Instant?
    }

    private let state = Mutex(Notes())

    var notes: Notes { state.withLock(\.self) }

    func begin() { state.withLock { $0.hasBegun = true } }

    func keep(_ facts: NightFacts?) { state.withLock { $0.facts = facts } }

    func note(_ event: Event) {
        switch event {
        case .stageBegan: state.withLock { $0.stageBegan = .now }
        case .stageEnded(let stage):
            state.withLock { notes in
                guard let began = notes.stageBegan else { return }
                notes.durations[stage, default: .zero] += .now - began
                notes.stageBegan = nil
            }
        default: break
        }
    }
}
