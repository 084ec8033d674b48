import Foundation
import Formats
import Pipeline
import SQLite
import Support
import Testing

@testable import stocktake

/// What `doctor` says of a database and its files, and what `--repair` mends.
struct DoctorTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(in: folder.path)
        try "estate: acme\n".write(toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
        _ = try program.run("run", "p.yaml", "--as-of", "2026-11-21T02:00:00Z")
    }

    private var database: String { folder.file("output/acme.db") }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    /// Changes a word in a page of the file, of which the first has the number 1.
    private func change(_ word: String, to other: String, inPage number: Int) throws {
        var file = try bytes(database)
        let page = (number - 1) * 16_384..<number * 16_384
        let place = try #require(file[page].range(of: Data(word.utf8)))
        file.replaceSubrange(place, with: Data(other.utf8))
        try file.write(to: URL(fileURLWithPath: database))
    }

    private func root(of index: String) throws -> Int {
        let database = try Database(path: database, as: .reader)
        return try database.row("SELECT rootpage FROM sqlite_schema WHERE name = \(index)") { row in
            row[0] as Int
        } ?? 0
    }

    @Test func `what is well is said to be, and nothing is changed`() throws {
        let before = try bytes(database)

        let doctor = try program.run("doctor", "p.yaml")

        #expect(doctor.code == 0)
        for line in [
            "ok      disk: ", "ok      lock: no run holds it", "ok      database: output/acme.db is sound",
        ] {
            #expect(doctor.output.contains(line), "\(doctor.output)")
        }
        #expect(
            doctor.output.contains(
                "ok      backups: 1, the newest output/backups/acme.2026-11-21T020000Z.1.db"))
        #expect(try bytes(database) == before)
    }

    @Test func `a damaged index is told, and built anew where that is asked for`() throws {
        try change("report", to: "rexort", inPage: root(of: "cell_state"))

        let told = try program.run("doctor", "p.yaml")
        let mended = try program.run("doctor", "p.yaml", "--repair")

        #expect(told.code == 65)
        #expect(told.output.contains("FAILED  database: output/acme.db is damaged: "), "\(told.output)")
        #expect(
            told.output.contains("hint: only indexes are: `stocktake doctor --repair FILE` builds them anew"))
        #expect(mended.code == 0)
        #expect(mended.output.contains("ok      database: built the indexes of output/acme.db anew"))
        #expect(try program.run("doctor", "p.yaml").code == 0)
        #expect(try program.run("report", "p.yaml").code == 0)
    }

    @Test func `damage that cannot be mended names the command that restores, and it works`() throws {
        try Data(repeating: 7, count: 9000).write(
            to: URL(fileURLWithPath: folder.file("output/backups/acme.2026-11-22T020000Z.2.db")))
        var file = try bytes(database)
        file.replaceSubrange(16_384..<2 * 16_384, with: Data(repeating: 0x55, count: 16_384))
        try file.write(to: URL(fileURLWithPath: database))

        for words in [["doctor", "p.yaml"], ["doctor", "p.yaml", "--repair"]] {
            let doctor = try program.start(words).wait()
            #expect(doctor.code == 65)
            let start = "take the newest good backup: "
            let hint = doctor.output.split(separator: "\n").first { $0.contains(start) } ?? ""
            let command = hint.split(separator: start, maxSplits: 1).last.map(String.init) ?? ""
            #expect(command.hasSuffix("cp output/backups/acme.2026-11-21T020000Z.1.db output/acme.db"))
            guard words.count == 3 else { continue }
            #expect(
                Child.wait(for: Child.start(["/bin/bash", "-c", "cd '\(folder.path)' && \(command)"], [:]))
                    == .exited(0))
        }

        #expect(try program.run("doctor", "p.yaml").code == 0)
        #expect(try program.run("runs", "p.yaml").output.contains("1  2026-11-21T02:00:00Z  complete"))
    }

    @Test func `what killed runs left is told, and removed where that is asked for`() throws {
        let left = [
            "output/backups/acme.2026-11-22T020000Z.2.db.partial", "output/acme/1/findings.csv.partial",
        ]
        let others = "output/backups/other.2026-11-22T020000Z.2.db.partial"
        for path in left + [others] { try Data().write(to: URL(fileURLWithPath: folder.file(path))) }

        let told = try program.run("doctor", "p.yaml")
        #expect(told.code == 0)
        #expect(
            told.output.contains("note    leftovers: 2 of runs that were killed, such as output/backups/acme")
        )
        #expect(left.allSatisfy { FileManager.default.fileExists(atPath: folder.file($0)) })

        #expect(try program.run("doctor", "p.yaml", "--repair").code == 0)
        #expect(left.allSatisfy { !FileManager.default.fileExists(atPath: folder.file($0)) })
        #expect(FileManager.default.fileExists(atPath: folder.file(others)))
    }

    @Test func `reports that could not be written are told before anything is audited`() throws {
        try "estate: acme\nreport: { directory: p.yaml/below }\n".write(
            toFile: folder.file("q.yaml"), atomically: true, encoding: .utf8)
        let told = try program.run("doctor", "q.yaml")

        #expect(told.code == 73)
        #expect(told.output.contains("reports: p.yaml/below cannot be written"))
    }

    @Test func `while a run holds the lock, nothing is mended`() throws {
        let lock = try Estate(name: "acme", folder: folder.file("output")).lock(as: "process 7 on somewhere")

        #expect(
            try program.run("doctor", "p.yaml").output.contains(
                "note    lock: held by process 7 on somewhere"))
        let mended = try program.run("doctor", "p.yaml", "--repair")

        #expect(mended.code == 75)
        #expect(mended.output.contains("another run holds this estate: process 7 on somewhere"))
        _ = consume lock
    }

    @Test func `a newer database is left as it is`() throws {
        do {
            let database = try Database(path: database, as: .writer)
            try database.execute("INSERT INTO migration (name, version) VALUES ('later: x', '9.9')")
            try database.checkpoint()
        }
        let before = try bytes(database)

        for words in [["doctor", "p.yaml"], ["doctor", "p.yaml", "--repair"]] {
            let doctor = try program.start(words).wait()
            #expect(doctor.code == 65)
            #expect(
                doctor.output.contains("hint: use stocktake 9.9 or newer; the database was left as it is"))
        }
        #expect(try bytes(database) == before)
    }
}
