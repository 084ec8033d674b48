import Formats
import SQLite

/// What is done for a database once a run has ended and its reports are whole: old things are forgotten, and a copy
/// is made.
///
/// It can be killed anywhere, and nothing of it changes how the run ended; the next run's end makes up for it.
package struct Upkeep: Sendable {
    let store: Store
    let estate: Estate
    let retention: Retention
    let prunings: [Pruning]
    let stop: StopSwitch
    let moved: @Sendable () -> Void

    /// `moved` is called after every piece.
    package init(
        _ store: Store, of estate: Estate, _ retention: Retention, prunings: [Pruning] = [], stop: StopSwitch,
        moved: @escaping @Sendable () -> Void = {}
    ) {
        self.store = store
        self.estate = estate
        self.retention = retention
        self.prunings = CellPruning.all + prunings
        self.stop = stop
        self.moved = moved
    }

    /// Forgets what is too old.
    ///
    /// It does nothing while the newest run is open.
    package func forget(now: Timestamp) async throws {
        let retention = retention
        guard let horizon = try await store.read({ try Horizon(retention, in: $0, now: now) }) else { return }
        for pruning in prunings {
            var cursor: Cursor?
            repeat {
                guard !stop.isOn, !Task.isCancelled else { return }
                let start = cursor
                cursor = try await store.write { try pruning.piece($0, horizon, start) }
                moved()
            } while cursor != nil
        }
    }

    /// Copies the database, unless there is a copy of its newest run, and removes copies that are too many.
    package func backUp() async throws {
        guard retention.backups > 0, !stop.isOn else { return }
        let (stop, moved) = (stop, moved)
        try await store.read { database in
            guard let newest = try database.runs(limit: 1).first, !newest.state.isOpen else { return }
            let backups = Backups(of: estate)
            try backups.add(of: newest.run, from: database) {
                moved()
                return !stop.isOn
            }
            try backups.keep(retention.backups)
        }
    }
}
