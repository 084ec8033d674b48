import Foundation
import Formats
import SQLite
import Support
import Testing

/// What is worth acting on, and the figures of a service, on the organisation of the demo.
struct SuggestTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(in: folder.path)
        try """
        estate: demo
        services: { dynamodb: {}, ecr: {} }
        """.write(toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
    }

    private func demo() throws {
        let code = try program.run("demo", "--accounts", "6", "--log", "json").code
        try #require(code == 0 || code == 3)
    }

    private func sql(_ query: String) throws -> String {
        try program.run("sql", "p.yaml", query, "--format", "csv").output
            .split(separator: "\r\n").dropFirst().joined(separator: "\n")
    }

    @Test func `suggestions begin with the savings that count, and their total is the summary's`() throws {
        try demo()
        let text = try program.run("suggest", "p.yaml", "--limit", "3").output
        let json = try JSON(
            Array(program.run("suggest", "p.yaml", "--format", "json", "--limit", "99999").output.utf8))
        let summary = try JSON(
            Array(program.run("list", "p.yaml", "summary", "--format", "json").output.utf8))
        let rows = try #require(json["suggestions"]?.elements)

        #expect(text.contains(/1\. \w+ DDB-\d+:/) && text.contains("   how: ") && text.contains("% sure"))
        #expect(!text.contains("4. ") && text.contains("There are more than these 3"))
        #expect(text.contains("savings that can be had together come to ") && text.contains("were looked at"))
        #expect(
            json["monthly_saving"]
                == summary.elements?.first { $0["section"]?.string == "savings" }?["amount"])
        #expect(json["findings"]?.number?.int == rows.count)
        let isCounted = rows.map { $0["counted"]?.isNull == false }
        #expect(isCounted == isCounted.filter { $0 } + isCounted.filter { !$0 })
        let counted = try rows.compactMap { try $0["counted"]?.string.map { text in try Money(text) } }
        #expect(counted == counted.sorted(by: >) && counted.count == json["counted"]?.number?.int)
    }

    @Test func `a run that has not been analysed says how to go on`() throws {
        try "estate: demo\nservices: { ecr: {} }\naws: { simulation: { accounts: 2 } }\n"
            .write(toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
        _ = try program.run("discover", "p.yaml")

        let suggest = try program.run("suggest", "p.yaml")
        let list = try program.run("list", "p.yaml", "findings")
        let diff = try program.run("diff", "p.yaml", "1", "2")

        #expect(suggest.code == 75)
        #expect(
            suggest.errors
                == "stocktake: run 1 has not been analysed yet\n  hint: go on with `stocktake run p.yaml`\n")
        #expect(list.code == 0 && list.output.contains("Its analysis has not ended"))
        #expect(diff.code == 75 && diff.errors.contains("hint: go on with `stocktake run p.yaml`"))
    }

    @Test func `figures of a service are those of its tables, with what they cover`() throws {
        try demo()
        let text = try program.run("stats", "p.yaml", "dynamodb").output
        let json = try JSON(Array(program.run("stats", "p.yaml", "dynamodb", "--format", "json").output.utf8))
        let sizes = json["tables"]?["dynamodb_sizes"]?[0]
        let csv = try program.run("stats", "p.yaml", "--format", "csv").output

        #expect(text.contains("DynamoDB tables by billing mode and class.\nbilling_mode  "))
        #expect(text.contains("What was billed for AmazonDynamoDB") && text.contains("pieces of work"))
        #expect(
            try "\(sizes?["count"]?.number?.text ?? ""),\(sizes?["bytes"]?.number?.text ?? "")"
                == sql("SELECT count(*), sum(bytes) FROM dynamodb_table"))
        #expect(csv.hasPrefix("table,row,column,value\r\nresources_by_kind,1,service,dynamodb\r\n"))
        #expect(csv.contains("\r\nresources_by_kind,2,service,ecr\r\n"))
        #expect(try program.run("stats", "p.yaml", "dynamo").errors.contains("did you mean 'dynamodb'?"))
        try "estate: demo\nservices: { ecr: {} }\n"
            .write(toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
        let other = try program.run("stats", "p.yaml", "dynamodb")
        #expect(other.code == 64 && other.errors.contains("the pipeline file does not audit dynamodb"))
    }
}
