import Foundation
import Formats
import Pipeline
import SQLite
import Support
import Testing

struct RunTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(in: folder.path)
        try "estate: acme\n".write(toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
    }

    @Test func `a run is told on standard output, logged on standard error, and kept`() throws {
        let run = try program.run("run", "p.yaml", "--log", "human", "--as-of", "2026-11-21T02:00:00Z")

        #expect(run.code == 0)
        #expect(run.output.hasPrefix("run 1 of acme is complete\nas of 2026-11-21T02:00:00Z\n"))
        #expect(run.errors.hasPrefix("run 1 begins, as of 2026-11-21T02:00:00Z\n"))
        let report = try String(contentsOfFile: folder.file("output/acme/1/coverage.csv"), encoding: .utf8)
        #expect(report == "stage,service,step,account,region,scope,state,reason,rows,as_of\r\n")
        #expect(try program.run("runs", "p.yaml").output.contains("1  2026-11-21T02:00:00Z  complete"))
        #expect(try program.run("status", "p.yaml").output.hasPrefix("run 1 of acme is complete\n"))
    }

    @Test func `away from a terminal the log is JSON lines, under journald with priorities`() throws {
        let plain = try program.run("run", "p.yaml")
        let journal = try program.run("run", "p.yaml", environment: ["JOURNAL_STREAM": "0:0"])

        for line in plain.errors.split(separator: "\n") {
            let fact = try JSON(Array(line.utf8))
            #expect(fact["ts"]?.string != nil && fact["level"]?.string == "info" && fact["event"] != nil)
        }
        #expect(
            journal.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("{") },
            "a pipe of another is no journal")
        let log = folder.file("log")
        let own = "export JOURNAL_STREAM=$(stat -Lc '%d:%i' /dev/stderr); '\(program.path)' run p.yaml"
        #expect(try shell("exec 2>'\(log)'; \(own)") == 0)
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("<6>{") })
    }

    @Test func `a second run on the same state names the holder and ends with 75`() throws {
        let estate = Estate(name: "acme", folder: folder.file("output"))
        let lock = try estate.lock(as: "process 7 on somewhere")

        let outcome = try program.run("run", "p.yaml", "--log", "human")

        #expect(outcome.code == 75)
        #expect(
            outcome.errors.hasPrefix("stocktake: another run holds this estate: process 7 on somewhere\n"))
        _ = consume lock
    }

    @Test func `stages run one by one, and not out of order`() throws {
        #expect(try program.run("collect", "p.yaml").code == 64)
        #expect(try program.run("discover", "p.yaml").code == 0)
        #expect(try program.run("enrich", "p.yaml").code == 75)
        for stage in ["collect", "enrich", "analyse"] {
            #expect(try program.run(stage, "p.yaml").code == 0)
        }
        #expect(try program.run("runs", "p.yaml").output.contains("  open: run again to go on with it  "))
        #expect(try program.run("run", "p.yaml", "--stage", "report").code == 0)
        #expect(try program.run("runs", "p.yaml").output.contains("complete"))
        #expect(try program.run("collect", "p.yaml").code == 64)
        #expect(try program.run("report", "p.yaml").code == 0)
    }

    @Test func `the command line says who reads the CSV, whatever the file says`() throws {
        func begin() throws -> Data {
            try Data(contentsOf: URL(fileURLWithPath: folder.file("output/acme/1/coverage.csv"))).prefix(3)
        }
        #expect(try program.run("run", "p.yaml", "--csv", "excel").code == 0)
        #expect(try begin() == Data([0xEF, 0xBB, 0xBF]))
        try "estate: acme\nreport: { csv: excel }\n".write(
            toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
        #expect(try program.run("report", "p.yaml", "--csv=plain").code == 0)

        #expect(try begin() == Data("sta".utf8))
        #expect(try program.run("report", "p.yaml", "--csv", "numbers").code == 64)
    }

    @Test func `sql reads, in three formats, and does not write`() throws {
        _ = try program.run("run", "p.yaml")
        let query = "SELECT id, '=1+1' AS formula, -5 AS number, NULL AS absent, '' AS blank FROM run"

        #expect(try program.run("sql", "p.yaml", query).output.contains("1   =1+1     -5      -"))
        #expect(
            try program.run("sql", "p.yaml", query, "--format", "csv").output
                == "id,formula,number,absent,blank\r\n1,'=1+1,-5,,\"\"\r\n")
        let json = try program.run("sql", "p.yaml", query, "--format", "json").output
        #expect(try JSON(Array(json.utf8))[0]?["number"]?.number?.int == -5)
        let write = try program.run("sql", "p.yaml", "DELETE FROM run")
        #expect(write.code == 64)
        #expect(write.errors.contains("the statement does more than read\n  hint: `sql` only reads"))
        #expect(try program.run("runs", "p.yaml").output.contains("complete"))
    }

    @Test func `reading before the first run says what to do`() throws {
        let outcome = try program.run("status", "p.yaml")

        #expect(outcome.code == 69)
        #expect(
            outcome.errors.contains("there is no database at output/acme.db\n  hint: run the pipeline first"))
    }

    @Test func `a database of another program is left as it is`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("output"), withIntermediateDirectories: true)
        try Data("not a database at all".utf8).write(to: URL(fileURLWithPath: folder.file("output/acme.db")))

        let outcome = try program.run("run", "p.yaml", "--log", "human")

        #expect(outcome.code == 65)
        #expect(outcome.errors.contains("is not a Stocktake database"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("output/acme.db"))).count == 21)
    }

    @Test func `a newer database is refused by name`() throws {
        _ = try program.run("run", "p.yaml")
        do {
            let database = try Database(path: folder.file("output/acme.db"), as: .writer)
            try database.execute("INSERT INTO migration (name, version) VALUES ('later: x', '9.9')")
        }

        let outcome = try program.run("run", "p.yaml", "--log", "human")

        #expect(outcome.code == 65)
        #expect(outcome.errors.contains("was made by stocktake 9.9, which is newer than this one (later: x)"))
    }

    @Test func `state that cannot be written ends with 73`() throws {
        try "estate: acme\nstate: /proc/nowhere\n"
            .write(toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)

        let outcome = try program.run("run", "p.yaml", "--log", "human")

        #expect(outcome.code == 73)
        #expect(outcome.errors.contains("cannot make the folder /proc/nowhere"))
    }

    @Test(arguments: ["csv", "json"])
    func `whoever stops reading is not told of a failure, and nothing goes on`(_ format: String) throws {
        _ = try program.run("run", "p.yaml")
        let query = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"

        #expect(
            try shell(
                "'\(program.path)' sql p.yaml '\(query)' --format \(format) | head -n 1; exit ${PIPESTATUS[0]}"
            ) == 0)
        #expect(
            try shell("'\(program.path)' run p.yaml --log human 2>/dev/null | true; exit ${PIPESTATUS[0]}")
                == 0)
        #expect(try shell("'\(program.path)' run p.yaml --log human 2>/dev/null >/dev/full") == 0)
    }

    @Test func `on a terminal the log is words and a line shows the progress`() throws {
        let terminal = folder.file("terminal")
        guard try shell("script -qec true /dev/null >/dev/null 2>&1 </dev/null") == 0 else {
            print("skipped: this machine has no pseudo-terminal to run in")
            return
        }

        #expect(
            try shell("script -qec \"'\(program.path)' run p.yaml\" '\(terminal)' >/dev/null </dev/null") == 0
        )

        let seen = try String(contentsOfFile: terminal, encoding: .utf8)
        #expect(seen.contains("run 1 begins, as of "))
        #expect(seen.contains(/\r\x1B\[Kreport: 0 of \d+ cells/))
        #expect(seen.contains("run 1 of acme is complete"))
    }

    @Test func `with its streams closed it writes into no file of its own`() throws {
        #expect(try shell("'\(program.path)' run p.yaml --log human <&- >&- 2>&-") == 0)

        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("output/acme.lock"))).count < 200)
        let lock = try String(contentsOfFile: folder.file("output/acme.lock"), encoding: .utf8)
        #expect(lock.hasPrefix("process "))
        #expect(lock.split(separator: "\n").count == 1)
    }

    @Test func `an estate on a medium that cannot be written can be read`() throws {
        _ = try program.run("run", "p.yaml")
        let database = folder.file("output/acme.db")
        // No log beside it, as after a run that ended well; and nobody may make one.
        #expect(!FileManager.default.fileExists(atPath: database + "-wal"))

        let rows = try Database(unchanging: database).rows("SELECT state FROM run") { row in row[0] as String
        }

        #expect(rows == ["complete"])
    }

    @Test func `an empty or half-made database has not run yet`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("output"), withIntermediateDirectories: true)
        _ = FileManager.default.createFile(atPath: folder.file("output/acme.db"), contents: nil)
        #expect(try program.run("status", "p.yaml").code == 69)

        do { _ = try Database(path: folder.file("output/acme.db"), as: .writer) }
        #expect(try program.run("runs", "p.yaml").code == 69)
        #expect(try program.run("run", "p.yaml").code == 0)
    }

    private func shell(_ script: String) throws -> Int32 {
        let end = Child.wait(for: Child.start(["/bin/bash", "-c", "cd '\(folder.path)'; \(script)"], [:]))
        guard case .exited(let code) = end else { return -1 }
        return code
    }
}
