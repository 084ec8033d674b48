import Foundation
import SQLite
import Support
import Testing

func size(of path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? -1
}

struct OpeningTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("test.db")
    }

    private func kind(as access: Database.Access = .writer) -> SQLiteError.Kind? {
        do {
            _ = try Database(path: path, as: access)
            return nil
        } catch {
            return error.kind
        }
    }

    @Test func `a file that is no database is told apart`() throws {
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: path))

        #expect(kind() == .notADatabase)
        #expect(try size(of: path) == 8192, "and left as it was")
    }

    @Test func `another application's database is refused unchanged`() throws {
        try Stranger.makeDatabase(at: path)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))

        #expect(kind() == .notADatabase)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func `a folder that does not exist cannot be opened`() {
        let error = #expect(throws: SQLiteError.self) {
            try Database(path: folder.file("none/test.db"), as: .writer)
        }
        #expect(error?.kind == .cannotOpen)
    }

    @Test func `a database that another process writes is locked`() throws {
        let first = try Database(path: path, as: .writer)
        try first.execute("CREATE TABLE t (a ANY) STRICT")
        let second = try Database(path: path, as: .writer)
        try second.execute("PRAGMA busy_timeout = 0")

        try first.execute("BEGIN IMMEDIATE")

        let error = #expect(throws: SQLiteError.self) { try second.execute("BEGIN IMMEDIATE") }
        #expect(error?.kind == .locked)
    }

    @Test func `a full database says so, and works again when there is space`() throws {
        let database = try Database(path: path, as: .writer)
        try database.execute("CREATE TABLE t (a BLOB) STRICT")
        try database.execute("PRAGMA max_page_count = 4")

        let error = #expect(throws: SQLiteError.self) {
            try database.execute("INSERT INTO t VALUES (zeroblob(1000000))")
        }
        #expect(error?.kind == .diskFull)

        try database.execute("PRAGMA max_page_count = 4000")
        #expect(try database.execute("INSERT INTO t VALUES (zeroblob(1000000))") == 1)
    }

    @Test func `damage is found`() throws {
        do {
            let database = try Database(path: path, as: .writer)
            try database.execute("CREATE TABLE t (a TEXT PRIMARY KEY) STRICT")
            for number in 0..<2000 { try database.execute("INSERT INTO t VALUES (\(String(number)))") }
            try database.checkpoint()
            #expect(try database.damage().isEmpty)
        }
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: 16384 + 8)
        try file.write(contentsOf: Data(repeating: 0x7F, count: 64))
        try file.close()

        // Depending on where it is, SQLite lists the damage or refuses the file.
        do {
            #expect(try !Database(path: path, as: .writer).damage().isEmpty)
        } catch {
            #expect(error.kind == .damaged)
        }
    }

    @Test func `a closed database leaves no log, and one that is copied while open does`() throws {
        let copy = folder.file("copy.db")
        do {
            let database = try Database(path: path, as: .writer)
            try database.execute("CREATE TABLE t (a ANY) STRICT")
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            try FileManager.default.copyItem(atPath: path + "-wal", toPath: copy + "-wal")
            try database.checkpoint()
        }

        #expect(Database.wasClosedBadly(at: copy))
        #expect(!Database.wasClosedBadly(at: path))
    }
}
