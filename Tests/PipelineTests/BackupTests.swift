import Foundation
import Formats
import Pipeline
import SQLite
import Support
import Synthetic
import Testing

/// The copies of a database: whole or not there, as many as are wanted, and one before a schema changes.
struct BackupTests {
    private let night: TestEstate

    init() throws {
        night = try TestEstate()
        try Folder.make(night.estate.folder + "/backups")
    }

    private func backUp(keeping count: Int, stop: StopSwitch = StopSwitch()) async throws {
        let lock = try night.estate.lock(as: "test")
        let store = try night.estate.open(SyntheticEstate.migrations, version: "test", holding: lock)
        var retention = Retention()
        retention.backups = count
        try await Upkeep(store, of: night.estate, retention, stop: stop).backUp()
    }

    private var names: [String] {
        get throws { try Folder.names(in: night.estate.folder + "/backups").sorted() }
    }

    @Test func `a copy holds what the database holds, and is one of ours`() async throws {
        try await night.run(asOf: 1_795_744_800)

        try await backUp(keeping: 7)

        #expect(try names == ["synthetic.2026-11-27T020000Z.1.db"])
        let copy = Estate(name: "synthetic.2026-11-27T020000Z.1", folder: night.estate.folder + "/backups")
        let database = try copy.openForReading(SyntheticEstate.migrations)
        #expect(try database.logicalDump() == night.read { try $0.logicalDump() })
        #expect(try database.damage().isEmpty)
    }

    @Test func `the newest stay, and other estates' copies are not touched`() async throws {
        let strangers = [
            "synthetic.2.2026-11-20T020000Z.1.db", "synthetic.db", "acme.2020-01-01T000000Z.1.db",
        ]
        for name in strangers {
            try Data().write(to: URL(fileURLWithPath: night.estate.folder + "/backups/" + name))
        }
        for number in 1...5 {
            try await night.run(asOf: 1_795_744_800 + Int64(number) * 86_400)
            try await backUp(keeping: 3)
        }

        #expect(
            try names
                == (strangers
                + (3...5).map { "synthetic.2026-1\($0 < 4 ? "1-30" : "2-0\($0 - 3)")T020000Z.\($0).db" })
                .sorted())
    }

    @Test func `one that was broken off is replaced, and one that is not wanted leaves nothing`() async throws
    {
        try await night.run(asOf: 1_795_744_800)
        let partial = night.estate.folder + "/backups/synthetic.2026-11-27T020000Z.1.db.partial"
        // Of this run, and of an earlier one that nobody copies any more.
        for path in [partial, night.estate.folder + "/backups/synthetic.2026-11-26T020000Z.1.db.partial"] {
            try Data("half of a copy".utf8).write(to: URL(fileURLWithPath: path))
        }

        try await backUp(keeping: 7)
        #expect(try names == ["synthetic.2026-11-27T020000Z.1.db"])

        try await night.run(asOf: 1_795_831_200)
        let database = try Database(path: night.estate.databasePath, as: .writer)
        var questions = 0
        let isWhole = try database.copy(to: partial) {
            questions += 1
            return questions < 2
        }
        #expect(!isWhole && questions == 2)
        #expect(try database.row("SELECT count(*) FROM run") { row in row[0] as Int } == 2)
    }

    @Test func `a database is copied before its schema changes, once, and never when it does not`()
        async throws
    {
        try await night.run()
        #expect(try names == [])
        let newer = SyntheticEstate.migrations + [Migration("later: x", "CREATE TABLE x (y INTEGER) STRICT")]

        for _ in 1...2 {
            let lock = try night.estate.lock(as: "test")
            _ = try night.estate.open(newer, version: "9", holding: lock)
        }

        let count = SyntheticEstate.migrations.count
        #expect(try names == ["synthetic.before-\(count).db"])
        let copy = Estate(name: "synthetic.before-\(count)", folder: night.estate.folder + "/backups")
        #expect(try copy.openForReading(SyntheticEstate.migrations).runs(limit: 9).count == 1)
        let problem = #expect(throws: Problem.self) {
            try night.estate.openForReading(SyntheticEstate.migrations)
        }
        #expect(problem?.what.contains("was made by stocktake 9, which is newer") == true)
    }
}
