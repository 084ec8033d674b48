import Audit
import Foundation
import Formats
import Pipeline
import SQLite
import Support
import Testing

@testable import stocktake

/// Databases of every released schema, opened by today's program.
struct UpgradeTests {
    private static let schemas = Vectors.checkout.appendingPathComponent("Tests/CommandTests/Schemas")

    private static var releases: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: schemas.path)) ?? [])
            .filter { $0.hasSuffix(".db.gz") }.sorted()
    }

    @Test(arguments: releases)
    func `it is copied, migrated and gone on with`(_ release: String) throws {
        let folder = try TemporaryFolder()
        let program = Program(in: folder.path)
        let estate = try Self.unpack(release, into: folder)
        let applied = try Self.migrations(in: estate.databasePath)

        let run = try program.run(
            "run", "tiny.yaml", "--log", "human", "--as-of", "2026-11-23T02:00:00Z")

        #expect(run.code == 0, "\(run.errors)")
        #expect(try program.run("runs", "tiny.yaml").output.split(separator: "\n").count == 4)
        let copies = try Folder.names(in: folder.file("output/backups")).filter { $0.contains("before") }
        let isOld = applied.count < Stages.migrations.count
        #expect(copies == (isOld ? ["tiny.before-\(applied.count).db"] : []))
        if let copy = copies.first {
            #expect(try Self.migrations(in: folder.file("output/backups/" + copy)) == applied)
        }
        #expect(try Self.migrations(in: estate.databasePath).count == Stages.migrations.count)
        let fresh = try Database(path: folder.file("fresh.db"), as: .writer)
        try fresh.migrate(Stages.migrations, version: "test")
        #expect(try estate.openForReading(Stages.migrations).schema() == fresh.schema())
    }

    @Test(arguments: releases)
    func `one that was killed in the middle of its migrations goes on`(_ release: String) throws {
        let folder = try TemporaryFolder()
        let estate = try Self.unpack(release, into: folder)
        let later = (1...3).map {
            Migration("later: \($0)", "CREATE TABLE \(name: "later_\($0)") (x INTEGER) STRICT")
        }
        do {
            // What a process leaves that ends between two migrations.
            let database = try Database(path: estate.databasePath, as: .writer)
            try database.migrate(Stages.migrations + later.prefix(1), version: "9")
        }

        let lock = try estate.lock(as: "test")
        let store = try estate.open(Stages.migrations + later, version: "9", holding: lock)
        _ = consume store

        #expect(try Self.migrations(in: estate.databasePath).suffix(3) == later.map(\.name))
        #expect(throws: Problem.self) { try estate.openForReading(Stages.migrations) }
        let copies = try Folder.names(in: folder.file("output/backups"))
        #expect(copies == ["tiny.before-\(Stages.migrations.count + 1).db"])
    }

    private static func unpack(_ release: String, into folder: TemporaryFolder) throws -> Estate {
        let estate = Estate(name: "tiny", folder: folder.file("output"))
        try Folder.make(estate.folder)
        let packed = try Data(contentsOf: schemas.appendingPathComponent(release))
        try Data([UInt8](packed).inflated()).write(to: URL(fileURLWithPath: estate.databasePath))
        try FileManager.default.copyItem(
            at: schemas.appendingPathComponent("tiny.yaml"),
            to: URL(fileURLWithPath: folder.file("tiny.yaml")))
        return estate
    }

    private static func migrations(in path: String) throws -> [String] {
        try Database(path: path, as: .reader).rows("SELECT name FROM migration ORDER BY position") { row in
            row[0] as String
        }
    }
}
