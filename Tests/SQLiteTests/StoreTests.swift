import SQLite
import Support
import Testing

struct StoreTests {
    private func store() throws -> Store {
        let database = try Database(path: ":memory:", as: .writer)
        try database.execute("CREATE TABLE t (x INTEGER PRIMARY KEY) STRICT")
        return Store(database)
    }

    private func values(_ store: Store) async throws -> [Int] {
        try await store.read { try $0.rows("SELECT x FROM t ORDER BY x") { row in row[0] as Int } }
    }

    @Test func `writes that wait together share a commit`() async throws {
        let store = try store()
        let commits = await commitsDuring(store) {
            await withTaskGroup { group in
                for number in 0..<200 {
                    group.addTask {
                        try? await store.write { try $0.execute("INSERT INTO t VALUES (\(number))") }
                    }
                }
            }
        }

        #expect(try await values(store) == Array(0..<200))
        #expect(commits < 200)
    }

    @Test func `a write that fails does not take its group with it`() async throws {
        let store = try store()

        let failures = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    do {
                        // Each number twice: the second of a pair breaks the primary key.
                        try await store.write { try $0.execute("INSERT INTO t VALUES (\(number / 2))") }
                        return false
                    } catch { return true }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }

        #expect(failures == 25)
        #expect(try await values(store) == Array(0..<25))
    }

    private func commitsDuring(_ store: Store, _ work: () async -> Void) async -> Int {
        let before = await store.commits
        await work()
        return await store.commits - before
    }
}
