import Foundation
import Formats
import SQLite
import Support
import Testing

/// What differs between two runs.
struct DiffTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(in: folder.path)
        try "estate: acme\n".write(toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
    }

    /// Three empty nights, of which a test fills the history.
    private func nights() throws -> Database {
        for day in 1...3 {
            _ = try program.run("run", "p.yaml", "--log", "human", "--as-of", "2026-11-0\(day)T02:00:00Z")
        }
        let database = try Database(path: folder.file("output/acme.db"), as: .writer)
        try database.execute("INSERT INTO trend SELECT id, 'cells', 'covered', 7 FROM run")
        return database
    }

    private func add(
        _ name: String, run: Int, _ state: String, _ facts: String = #"{"class":"A"}"#, cost: Int64? = nil,
        to database: Database
    ) throws {
        let arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/\(name)"
        try database.execute(
            "INSERT INTO version VALUES (\(arn), \(run), \(state), \(facts), \(cost.map { $0 * 10_000_000_000 }))"
        )
    }

    /// What a diff tells, a line each: kind, name, fields and money moved.
    private func told(_ words: String...) throws -> [String] {
        let outcome = try program.start(["diff", "p.yaml"] + words + ["--format", "json"]).wait()
        try #require(outcome.code == 0, "\(outcome.errors)")
        return try (JSON(Array(outcome.output.utf8))["differences"]?.elements ?? []).map { row in
            let fields = row["fields"].map { String(decoding: $0.bytes(), as: UTF8.self) } ?? ""
            let moved = row["monthly_cost_difference"]?.string ?? "-"
            return "\(row["kind"]?.string ?? "") \(row["name"]?.string ?? "") \(fields) \(moved)"
        }
    }

    @Test func `it tells how things were at the one run and at the other, not what came between`() throws {
        let database = try nights()
        try add("created", run: 3, "present", cost: 4, to: database)
        for name in ["deleted", "back", "unseen", "moved", "same", "gone-and-back"] {
            try add(name, run: 1, "present", #"{"class":"A","units":"x"}"#, cost: 5, to: database)
        }
        try add("deleted", run: 2, "deleted", cost: 5, to: database)
        try database.execute("UPDATE version SET state = 'deleted' WHERE arn LIKE '%/back'")
        try add("back", run: 3, "present", cost: 2, to: database)
        try add("unseen", run: 3, "stale", to: database)
        try add("moved", run: 3, "present", #"{"class":"A","units":"y"}"#, cost: 5, to: database)
        try add("gone-and-back", run: 2, "deleted", to: database)
        try add("gone-and-back", run: 3, "present", #"{"class":"B","units":"x"}"#, cost: 9, to: database)
        try add("never-seen", run: 2, "present", to: database)
        try add("never-seen", run: 3, "deleted", to: database)
        try add("new-and-unseen", run: 2, "present", cost: 1, to: database)
        try add("new-and-unseen", run: 3, "stale", cost: 1, to: database)

        let expected = [
            "restored back {} 2.00", "created created {} 4.00", "deleted deleted {} -5.00",
            #"modified gone-and-back {"class":["A","B"]} 4.00"#,
            #"moved moved {"units":["x","y"]} 0.00"#, "created new-and-unseen {} 1.00",
            "stale unseen {} -",
        ]

        #expect(try told("1", "3") == expected)
        #expect(try told("3", "1") == expected)
        #expect(try told("3") == told("3", "2"))
        #expect(try told() == told("2", "3"))
        #expect(try told("2", "1").contains("deleted gone-and-back {} -5.00"))
        let text = try program.run("diff", "p.yaml", "1", "3").output
        #expect(
            text.hasPrefix("run 3, as of 2026-11-03T02:00:00Z, beside run 1, as of 2026-11-01T02:00:00Z\n"))
        #expect(text.contains("class: A → B"))
        #expect(text.contains(/created +2 +5\.00 +2\n/) && text.contains(/stale +1 +- +0\n/))
        let csv = try program.run("diff", "p.yaml", "1", "3", "--format", "csv").output
        #expect(csv.split(separator: "\r\n").count == 8 && csv.hasPrefix("kind,arn,service,account,"))
    }

    @Test func `totals of both runs stand beside, and what one does not have is none or not known`() throws {
        let database = try nights()
        try database.execute(
            """
            INSERT INTO trend VALUES (2, 'saving', 'dynamodb', 70000000000), (3, 'saving', 'dynamodb', 90000000000),
                (2, 'findings', 'high', 4), (3, 'findings', 'low', 1), (3, 'spend', 'AmazonS3', 10000000000)
            """)

        let text = try program.run("diff", "p.yaml").output

        #expect(text.contains(/savings a month +7\.00 +9\.00 +2\.00/))
        #expect(text.contains(/findings +4 +1 +-3/) && text.contains(/findings +high +4 +0 +-4/))
        #expect(text.contains(/billed, last whole month +- +1\.00 +-/))
        #expect(text.contains("No resource or account differs, where both could look."))
    }

    @Test func `a run that cannot be compared says why, and what to do`() throws {
        let database = try nights()
        try database.execute("DELETE FROM run WHERE id = 1")
        try database.execute("DELETE FROM trend WHERE run = 2")

        let cases = [
            (["1", "3"], 69, "run 1 was forgotten; the first that is kept is 2\n  hint: `keep`"),
            (["3", "9"], 64, "there is no run 9; the newest is 3\n  hint: `stocktake runs p.yaml`"),
            (["2", "3"], 69, "run 2 has kept no history to compare with"),
            (["3", "x"], 64, "'x' is not the number of a run"),
            (["3", "3"], 64, "a run does not differ from itself"),
            (
                [], 69,
                "acme has only 1 whole run to compare, and it takes two\n  hint: run `stocktake run p.yaml`"
            ),
        ]
        for (words, code, what) in cases {
            let outcome = try program.start(["diff", "p.yaml"] + words).wait()
            #expect(outcome.code == code && outcome.errors.contains(what), "\(outcome.errors)")
        }
    }
}
