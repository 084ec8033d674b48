import Foundation
import Pipeline
import SQLite
import Support
import Testing

struct FilesTests {
    @Test func `a file appears when it is whole, and not before`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("report.csv")
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))

        do {
            var file = try AtomicFile(path)
            try file.append(Array("half".utf8))
            try file.sync()
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")

        var file = try AtomicFile(path)
        try file.append(Array("new".utf8))
        try file.commit()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["report.csv"])
    }

    @Test func `a file that cannot be written says which and why`() throws {
        let failure = #expect(throws: FileFailure.self) { _ = try AtomicFile("/proc/nowhere/report.csv") }

        #expect(failure?.description == "cannot create /proc/nowhere/report.csv: No such file or directory")
    }

    @Test func `one process holds the lock, and the next is told who`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("estate.lock")
        do {
            let lock = try RunLock(path, holder: "process 1")
            let problem = #expect(throws: Problem.self) { _ = try RunLock(path, holder: "process 2") }
            #expect(problem?.exit == .runAgain)
            #expect(problem?.what == "another run holds this estate: process 1")
            #expect(RunLock.holder(of: path) == "process 1")
            _ = consume lock
        }

        #expect(RunLock.holder(of: path) == nil)
        _ = try RunLock(path, holder: "process 2")
    }

    @Test func `asking who holds the lock never keeps anybody from taking it`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("estate.lock")
        let asking = Task.detached {
            while !Task.isCancelled { _ = RunLock.holder(of: path) }
        }
        for _ in 0..<500 { _ = try RunLock(path, holder: "process 1") }
        asking.cancel()
    }

    @Test func `the schema is the one that was reviewed`() throws {
        let database = try Database(path: ":memory:", as: .writer)
        try database.migrate(PipelineSchema.migrations, version: "test")
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "schema.sql")

        #expect(try database.schema() + "\n" == String(contentsOf: golden, encoding: .utf8))
    }
}
