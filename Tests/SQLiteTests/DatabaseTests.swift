import SQLite
import Support
import Testing

struct DatabaseTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("test.db")
    }

    private func made() throws -> Database {
        let database = try Database(path: path, as: .writer)
        try database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, value ANY) STRICT")
        return database
    }

    @Test(arguments: [
        Value.null, .integer(.min), .integer(.max), .real(0.1), .text(""), .text("a\u{0}b"), .text("žluť"),
        .blob([]), .blob([0, 255]),
    ])
    func `every value comes back as it went in`(_ value: Value) throws {
        let database = try made()

        try database.execute("INSERT INTO t (value) VALUES (\(value))")

        #expect(try database.row("SELECT value FROM t") { row in row[0] as Value } == value)
    }

    @Test func `a transaction that throws leaves nothing`() throws {
        struct Refusal: Error {}
        let database = try made()

        #expect(throws: Refusal.self) {
            try database.transaction {
                try database.execute("INSERT INTO t (value) VALUES (1)")
                throw Refusal()
            }
        }

        #expect(try database.rows("SELECT id FROM t") { row in row[0] as Int }.isEmpty)
    }

    @Test func `an error names the statement and withholds its values`() throws {
        let database = try made()
        try database.execute("INSERT INTO t VALUES (1, 'x')")

        let error = #expect(throws: SQLiteError.self) {
            try database.execute("INSERT INTO t VALUES (\(1), \("the-secret"))")
        }

        #expect(error?.kind == .constraint)
        #expect(error?.code.rawValue == 1555, "the extended code tells a primary key from the rest")
        #expect(error?.description.contains("INSERT INTO t VALUES (?, ?)") == true)
        #expect(error?.description.contains("the-secret") == false)
    }

    @Test func `one call runs one statement`() throws {
        let database = try made()

        let error = #expect(throws: SQLiteError.self) {
            try database.execute("DELETE FROM t; DROP TABLE t")
        }

        #expect(error?.message == "there is more than one statement")
        #expect(try database.hasTable("t"))
    }

    @Test func `a statement may be asked again while its rows are read`() throws {
        let database = try made()
        for number in 1...3 { try database.execute("INSERT INTO t (value) VALUES (\(number))") }
        let query: SQL = "SELECT value FROM t WHERE value > \(0) ORDER BY value"

        let seen = try database.rows(query) { row in
            let first = try? database.row(query) { row in row[0] as Int }
            #expect(first == 1)
            return row[0] as Int
        }

        #expect(seen == [1, 2, 3])
    }

    @Test func `what the system said of one failure does not stick to the next`() throws {
        let database = try made()
        try database.execute("INSERT INTO t VALUES (1, 'x')")
        _ = try? Database(path: folder.file("none/none.db"), as: .writer)
        _ = try? database.execute("ATTACH DATABASE \(folder.file("none/none.db")) AS other")

        let error = #expect(throws: SQLiteError.self) {
            try database.execute("INSERT INTO t VALUES (1, 'x')")
        }

        #expect(error?.systemError == 0)
    }

    @Test func `a comment behind a statement is no second statement`() throws {
        #expect(try made().row("SELECT 1; -- done") { row in row[0] as Int } == 1)
    }

    @Test func `a write whose transaction was rolled back beneath it is an error`() async throws {
        let store = Store(try made())

        await #expect(throws: SQLiteError.self) {
            try await store.write { database in
                try database.execute("INSERT INTO t (value) VALUES ('lost')")
                // What SQLite does by itself after some failures, such as a full disk.
                try database.execute("ROLLBACK")
            }
        }

        #expect(try await store.read { try $0.rows("SELECT 1 FROM t") { _ in 1 } }.isEmpty)
        try await store.write { try $0.execute("INSERT INTO t (value) VALUES ('kept')") }
        #expect(try await store.read { try $0.rows("SELECT 1 FROM t") { _ in 1 } }.count == 1)
    }

    @Test(arguments: [
        "DELETE FROM t", "VACUUM INTO '/tmp/stocktake-leak.db'", "ATTACH DATABASE ':memory:' AS a",
        "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode = DELETE",
    ])
    func `a reader does nothing but read`(_ statement: String) throws {
        let writer = try made()
        try writer.execute("INSERT INTO t (value) VALUES (1)")
        let reader = try Database(path: path, as: .reader)

        #expect(try reader.rows("PRAGMA table_info(t)") { row in row[1] as String } == ["id", "value"])
        let error = #expect(throws: SQLiteError.self) { try reader.execute(SQL(statement)) }

        #expect(error?.code == ResultCode(rawValue: 23), "SQLite's code for what is not authorised")
    }

    @Test func `a reader sees the writer's commits and cannot write`() throws {
        let writer = try made()
        let reader = try Database(path: path, as: .reader)

        try writer.execute("INSERT INTO t (value) VALUES ('seen')")

        #expect(try reader.row("SELECT value FROM t") { row in row[0] as String } == "seen")
        let error = #expect(throws: SQLiteError.self) { try reader.execute("DELETE FROM t") }
        #expect(error?.kind == .notAllowed)
    }

    @Test(arguments: ["json_each", "json_tree"])
    func `a reader may take JSON apart`(_ function: String) throws {
        do { try Database(path: path, as: .writer).execute("CREATE TABLE t (id INTEGER)") }
        let reader = try Database(path: path, as: .reader)

        let count: SQL = "SELECT count(*) FROM \(SQL(function))('[1, 2]') WHERE type = 'integer'"

        #expect(try reader.row(count) { row in row[0] as Int } == 2)
    }

    @Test func `a reader that closes leaves the write-ahead log alone`() throws {
        let writer = try made()
        try writer.checkpoint()
        try writer.execute("INSERT INTO t (value) VALUES (1)")
        let before = try size(of: path + "-wal")

        do { _ = try Database(path: path, as: .reader).rows("SELECT * FROM t") { _ in } }

        #expect(before > 0)
        #expect(try size(of: path + "-wal") == before)
    }
}
