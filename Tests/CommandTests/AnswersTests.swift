import Foundation
import Formats
import SQLite
import Support
import Testing

/// The commands that answer from the newest run, on the organisation of the demo.
struct AnswersTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(in: folder.path)
        try """
        estate: demo
        aws: { simulation: { accounts: 6 } }
        services: { dynamodb: {}, ecr: {} }
        """.write(toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
    }

    private func demo() throws {
        let code = try program.run("demo", "--accounts", "6", "--log", "json").code
        try #require(code == 0 || code == 3)
    }

    private func change(_ statement: SQL) throws {
        try Database(path: folder.file("output/demo.db"), as: .writer).execute(statement)
    }

    /// Runs words on a terminal of so many columns, and gives what was seen; nil where there is no terminal to run in.
    private func seen(_ words: String, columns: Int = 80, _ environment: String = "PAGER=") throws -> String?
    {
        guard try shell("script -qec true /dev/null >/dev/null 2>&1 </dev/null") == 0 else {
            print("skipped: this machine has no pseudo-terminal to run in")
            return nil
        }
        let terminal = folder.file("terminal")
        let command = "env COLUMNS=\(columns) LINES=24 \(environment) '\(program.path)' \(words)"
        try #expect(shell("timeout 60 script -qec \"\(command)\" '\(terminal)' >/dev/null </dev/null") == 0)
        let text = try String(contentsOfFile: terminal, encoding: .utf8)
        // Without what `script` says of itself.
        return text.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n")
            .filter { !$0.hasPrefix("Script ") }.joined(separator: "\n")
    }

    private func shell(_ script: String) throws -> Int32 {
        let end = Child.wait(for: Child.start(["/bin/bash", "-c", "cd '\(folder.path)'; \(script)"], [:]))
        guard case .exited(let code) = end else { return -1 }
        return code
    }

    @Test func `every kind is listed by its name, as the same CSV and JSON as its report`() throws {
        try demo()
        let kinds = try program.run("list", "p.yaml", "--format", "csv").output
            .split(separator: "\r\n").dropFirst().compactMap {
                $0.split(separator: ",").first.map(String.init)
            }

        #expect(
            kinds.contains("dynamodb-tables") && kinds.contains("reconciliation") && !kinds.contains("costs"))
        for kind in kinds {
            let file = kind.replacingOccurrences(of: "-", with: "_")
            let report = try String(contentsOfFile: folder.file("output/demo/1/\(file).csv"), encoding: .utf8)
            #expect(try program.run("list", "p.yaml", kind, "--format", "csv").output == report, "\(kind)")
        }
        for kind in ["summary", "findings"] {
            let report = try String(
                contentsOfFile: folder.file("output/demo/1/\(kind).json"), encoding: .utf8)
            #expect(try program.run("list", "p.yaml", kind, "--format", "json").output == report, "\(kind)")
        }
        #expect(
            try program.run("list", "p.yaml", "dynamodb_tables", "--limit", "2", "--format", "csv").output
                .split(separator: "\r\n").count == 3)
    }

    @Test func `rows are chosen by account, region and saving, where a kind has them`() throws {
        try demo()
        let all = try JSON(Array(program.run("list", "p.yaml", "findings", "--format", "json").output.utf8))
        let account = try #require(all.elements?.compactMap { $0["account"]?.string }.first { !$0.isEmpty })

        let chosen = try program.run(
            "list", "p.yaml", "findings", "--account", account, "--min-saving", "10", "--format", "json")
        let rows = try JSON(Array(chosen.output.utf8)).elements ?? []

        #expect(!rows.isEmpty && rows.count < all.elements?.count ?? 0)
        #expect(rows.allSatisfy { $0["account"]?.string == account })
        #expect(try rows.allSatisfy { try Money($0["monthly_saving"]?.string ?? "") >= Money("10") })
        let wrong = try program.run("list", "p.yaml", "summary", "--account", account)
        #expect(wrong.code == 64 && wrong.errors.contains("hint: leave --account out"))
    }

    @Test func `a kind that is not there gets a suggestion, and the kinds that are`() throws {
        let wrong = try program.run("list", "p.yaml", "dynamodb-table")
        let costs = try program.run("list", "p.yaml", "costs")
        let early = try program.run("list", "p.yaml", "resources")

        #expect(wrong.code == 64)
        #expect(wrong.errors.contains("did you mean 'dynamodb-tables'? kinds: summary, findings,"))
        #expect(costs.errors.contains("open costs.csv there"))
        #expect(early.code == 69 && early.errors.contains("hint: run the pipeline first"))
    }

    @Test func `tables fit the terminal, say what they leave out, and obey no name`() throws {
        try demo()
        try change("UPDATE account SET name = char(27) || '[2J' || char(155) || name || '表表表'")

        for columns in [40, 80, 200] {
            guard let seen = try seen("list p.yaml findings --limit 5 --no-pager", columns: columns) else {
                return
            }
            let table = seen.components(separatedBy: "\n\n")[0].split(separator: "\n")
            #expect(table.count == 6 && table.allSatisfy { $0.count <= columns }, "\(seen)")
            #expect(seen.contains("--format csv has all.") && seen.contains("pieces of work were looked at"))
        }
        for format in ["table", "csv", "json"] {
            let seen = try seen("list p.yaml accounts --format \(format) --no-pager", columns: 200) ?? ""
            #expect(seen.contains("\\u001b[2J"), "\(format): \(seen)")
            #expect(!seen.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B })
        }
        #expect(
            try program.run("list", "p.yaml", "accounts", "--format", "csv").output.contains("\u{1B}[2J"),
            "a file has what AWS told")
    }

    @Test func `a long answer goes through the pager, a short one does not, and none is no failure`() throws {
        try demo()
        let paged = { (words: String, pager: String) in
            try self.seen(words, "PAGER=\\\"\(pager)\\\"")
        }

        guard let long = try paged("list p.yaml coverage", "sed s/^/paged:/") else { return }
        #expect(long.contains("paged:stage"))
        #expect(try paged("list p.yaml coverage --no-pager", "sed s/^/paged:/")?.contains("paged:") == false)
        #expect(try paged("list p.yaml accounts --limit 2", "sed s/^/paged:/")?.contains("paged:") == false)
        #expect(try paged("list p.yaml coverage --format csv", "head -n 1")?.contains("discover") == false)
        #expect(
            try shell(
                "PAGER='sed s/^/paged:/' '\(program.path)' list p.yaml coverage > plain; ! grep -q paged: plain"
            )
                == 0)
        #expect(
            try shell(
                "script -qec \"env LINES=9 PAGER=no-such-pager '\(program.path)' list p.yaml coverage\" seen </dev/null >/dev/null"
            ) == 69)
    }
}
