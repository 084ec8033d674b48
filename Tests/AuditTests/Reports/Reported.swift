import Formats
import Foundation
import Pipeline
import SQLite
import Support

@testable import Audit

/// The page of a database that a test fills by itself.
struct Reported {
    let folder: TemporaryFolder
    let database: Database
    /// 21 November 2026, two o'clock.
    let run = Run(id: 2, asOf: Timestamp(seconds: 1_795_226_400))

    init() throws {
        folder = try TemporaryFolder()
        database = try Database(path: folder.file("test.db"), as: .writer)
        try database.migrate(Stages.migrations, version: "test")
        try add(run: run.id, asOf: run.asOf, state: "running")
    }

    func add(run id: Int, asOf: Timestamp, state: String = "complete") throws {
        try database.execute(
            "INSERT INTO run VALUES (\(id), \(asOf), \(state), NULL, 'test', 'test')")
    }

    /// The night before, which this one is compared with.
    func addPrevious() throws { try add(run: 1, asOf: run.asOf.adding(days: -1)) }

    func add(cell step: String, account: String, region: String, _ state: String, _ reason: String? = nil)
        throws
    {
        try database.execute(
            """
            INSERT INTO cell (run, stage, service, step, account, region, scope, state, reason)
            VALUES (\(run.id), 'discover', 'dynamodb', \(step), \(account), \(region), '', \(state), \(reason))
            """)
    }

    func add(account id: String, named name: String) throws {
        try database.execute(
            """
            INSERT INTO account (id, name, units, run, as_of) VALUES (\(id), \(name), '', \(run.id), \(run.asOf))
            """)
    }

    func add(
        finding id: String, saving: Int64?, resource: String = "arn:aws:dynamodb:eu-west-1:1:table/orders",
        what: String = "Nobody uses the table", why: String = "No reads in 14 days", how: String = "delete it"
    ) throws {
        try database.execute(
            """
            INSERT INTO finding VALUES (\(id), 'DDB-009', 'high', 'dynamodb', '111122223333', 'eu-west-1',
                \(resource), '', \(what), \(why), \(how), \(saving), 0, \(saving), '[]', 80, 'measured',
                \(run.id), \(run.asOf), \(run.id), \(run.asOf), '')
            """)
    }

    func add(saving amount: Int64, of finding: String, instead: String? = nil) throws {
        try database.execute(
            "INSERT INTO saving VALUES (\(finding), \(run.id), \(amount), \(instead))")
    }

    /// Adds an event; its fields are JSON.
    func add(
        event kind: String, name: String, fields: String = "{}", before: Int64? = nil, after: Int64? = nil
    ) throws {
        try database.execute(
            """
            INSERT INTO event VALUES (\(run.id), \("arn:" + name), \(kind), 'dynamodb', '111122223333', 'eu-west-1',
                \(name), \(fields), \(before), \(after))
            """)
    }

    func add(trend measure: String, _ part: String, _ amount: Int64, run id: Int) throws {
        try database.execute("INSERT INTO trend VALUES (\(id), \(measure), \(part), \(amount))")
    }

    /// Writes the page and reads it.
    func page() async throws -> String {
        let report = HTMLReport(shelf: ReportShelf(folder.file("acme"), estate: "acme"))
        let page = try await report.page(of: Cell(.report, "stocktake", "report"), at: nil, in: run)
        _ = try page.write(database)
        return try String(contentsOfFile: folder.file("acme/2.partial/report.html"), encoding: .utf8)
    }

    /// What stands between a section's tags.
    func section(_ id: String) async throws -> String {
        let page = try await page()
        guard let start = page.range(of: "<section id=\"\(id)\""),
            let end = page.range(of: "</section>", range: start.upperBound..<page.endIndex)
        else { return "" }
        return String(page[start.lowerBound..<end.lowerBound])
    }
}
