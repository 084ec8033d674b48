import SQLite
import Testing

struct MigrationTests {
    let first = Migration("test: create a", "CREATE TABLE a (x ANY) STRICT")
    let second = Migration("test: create b", "CREATE TABLE b (x ANY) STRICT", "INSERT INTO b VALUES (1)")

    @Test func `migrations run once, in order, and are recorded`() throws {
        let database = try Database(path: ":memory:", as: .writer)

        try database.migrate([first], version: "1")
        try database.migrate([first, second], version: "2")
        try database.migrate([first, second], version: "3")

        let rows = try database.rows("SELECT name, version FROM migration ORDER BY position") { row in
            [row[0] as String, row[1] as String]
        }
        #expect(rows == [["test: create a", "1"], ["test: create b", "2"]])
        #expect(try database.row("SELECT count(*) FROM b") { row in row[0] as Int } == 1)
    }

    @Test func `a migration that fails leaves neither its tables nor its record`() throws {
        let database = try Database(path: ":memory:", as: .writer)
        let broken = Migration(
            "test: broken", "CREATE TABLE c (x ANY) STRICT", "INSERT INTO nowhere VALUES (1)")

        #expect(throws: SQLiteError.self) { try database.migrate([first, broken], version: "1") }

        #expect(try database.hasTable("a"))
        #expect(try database.hasTable("c") == false)
        #expect(
            try database.rows("SELECT name FROM migration") { row in row[0] as String } == ["test: create a"])
    }

    @Test func `a database of a newer program is refused by name`() throws {
        let database = try Database(path: ":memory:", as: .writer)
        try database.migrate([first, second], version: "9.9")

        #expect(throws: MigrationFailure.newer(names: ["test: create b"], version: "9.9")) {
            try database.migrate([first], version: "1")
        }
        #expect(throws: MigrationFailure.newer(names: ["test: create b"], version: "9.9")) {
            try database.requireKnown([first])
        }
    }
}
