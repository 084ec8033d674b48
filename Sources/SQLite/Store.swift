import Synchronization

/// The owner of a database's only connection that writes and checkpoints.
///
/// Writes that wait together are committed together: one commit for each tiny page is what costs.
package actor Store {
    package nonisolated let path: String
    private let database: Database
    private var isCommitting = false
    private var waiting: [Write] = []
    private var lastGroup = 0
    /// How many transactions were committed.
    package private(set) var commits = 0

    private struct Write {
        var body: @Sendable (Database) throws -> Void
        var done: CheckedContinuation<Void, any Error>
    }

    /// Takes over a connection, which nobody else may use from then on.
    package init(_ database: sending Database) {
        path = database.path
        self.database = database
    }

    /// Reads between commits.
    package func read<T: Sendable>(_ body: @Sendable (Database) throws -> T) throws -> T {
        try body(database)
    }

    /// Runs a closure in a transaction, which it may share with others, and returns once that is committed.
    ///
    /// The closure may run twice: when another write of its group fails, each is run again alone.
    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        let answer = Answer<T>()
        try await join { database in
            let value = try body(database)
            answer.value.withLock { $0 = value }
        }
        guard let value = answer.value.withLock(\.self) else { throw SQLiteError(.error, "a write was lost") }
        return value
    }

    /// Where a write leaves its answer until it is committed.
    private final class Answer<T: Sendable>: Sendable {
        let value = Mutex<T?>(nil)
    }

    private func join(_ body: @escaping @Sendable (Database) throws -> Void) async throws {
        guard !isCommitting else {
            return try await withCheckedThrowingContinuation { waiting.append(Write(body: body, done: $0)) }
        }
        isCommitting = true
        await gather()
        let group = waiting
        waiting = []
        isCommitting = false
        try commit(body, with: group).get()
    }

    /// Moves everything into the database file, and closes nothing: the connection closes with its owner.
    package func checkpoint() throws(SQLiteError) {
        try database.checkpoint()
    }

    /// Lets whoever is ready to write queue up behind this write, to share its commit.
    ///
    /// Writers that were committed together mostly come back together, so it waits a little for as many as
    /// last time: a turn that nobody uses costs a microsecond, a commit a hundred.
    private func gather() async {
        var turns = 0
        repeat {
            turns += 1
            await Task.yield()
        } while waiting.count < lastGroup && turns < 64
        lastGroup = waiting.count
    }

    /// Commits a write and those that waited with it.
    ///
    /// It does not suspend, so nothing comes between.
    private func commit(
        _ first: @Sendable (Database) throws -> Void, with others: [Write]
    ) -> Result<Void, any Error> {
        do {
            try database.transaction {
                try first(database)
                for write in others {
                    try database.requireTransaction()
                    try write.body(database)
                }
            }
            commits += 1
            for write in others { write.done.resume() }
            return .success(())
        } catch {
            guard !others.isEmpty else { return .failure(error) }
            for write in others { write.done.resume(with: commitAlone(write.body)) }
            return commitAlone(first)
        }
    }

    private func commitAlone(_ body: @Sendable (Database) throws -> Void) -> Result<Void, any Error> {
        Result {
            try database.transaction { try body(database) }
            commits += 1
        }
    }
}
