import Formats
import Foundation
import Pipeline
import SQLite
import Simulator
import Support
import Testing

@testable import Audit

/// The folder of a run: whole or not there, and the same bytes each time.
struct ReportFolderTests {
    private func audited() throws -> Audited {
        var audited = try Audited()
        audited.settings.accounts = 7
        audited.settings.regions = 2
        audited.settings.optInRegions = 0
        audited.scope.metrics.days = 8
        audited.scope.metrics.period = 3600
        audited.scope.costs.source = .auto
        return audited
    }

    /// The files of a run by their paths, with what is in them.
    private func files(of audited: Audited, run: Int = 1) throws -> [String: Data] {
        let folder = audited.folder.file("reports/\(run)")
        let paths = try Folder.files(below: folder)
        return try Dictionary(
            uniqueKeysWithValues: paths.map {
                ($0, try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")))
            })
    }

    private func reportAgain(_ audited: Audited) async throws {
        let store = Store(try Database(path: audited.folder.file("test.db"), as: .writer))
        let shelf = ReportShelf(audited.folder.file("reports"), estate: "test", audited.form)
        let engine = Engine(
            store: store, stages: Stages.all(Setting(audited.scope, audited.access(), store), reports: shelf))
        var order = Engine.Order(asOf: audited.now, pipeline: "test", version: "test")
        order.stages = [.report]
        _ = try await engine.carryOut(order)
    }

    @Test func `a run has one folder, whose checksums name every file, and latest leads to it`() async throws
    {
        let audited = try audited()
        try await audited.run()
        let files = try files(of: audited)
        let sums = String(decoding: try #require(files["SHA256SUMS"]), as: UTF8.self)

        for line in sums.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            #expect(SHA256.hash(of: Array(try #require(files[words[1]])).span).hex == words[0])
        }
        #expect(sums.split(separator: "\n").count == files.count - 1)
        let root = audited.folder.file("reports")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: root + "/latest") == "1")
        #expect(try FileManager.default.contentsOfDirectory(atPath: root).sorted() == ["1", "latest"])
    }

    @Test func `written again, they are the same bytes, and what was left there by others has gone`()
        async throws
    {
        let audited = try audited()
        try await audited.run()
        let before = try files(of: audited)
        try "x".write(
            toFile: audited.folder.file("reports/1/left.csv"), atomically: true, encoding: .utf8)
        try await reportAgain(audited)

        #expect(try files(of: audited) == before)
    }

    @Test func `a folder that was being written when a run was killed is begun again and ends the same`()
        async throws
    {
        let audited = try audited()
        try await audited.run()
        let before = try files(of: audited)
        // As if it had been killed between the name and the commit, and before the name.
        let root = audited.folder.file("reports")
        try FileManager.default.moveItem(atPath: root + "/1", toPath: root + "/1.partial")
        try "half".write(
            toFile: root + "/1.partial/findings.csv.partial", atomically: true, encoding: .utf8)
        try audited.change("UPDATE cell SET state = 'pending' WHERE stage = 'report' AND step = 'seal'")
        try audited.change("UPDATE run SET state = 'running'")
        try await audited.run()

        #expect(try files(of: audited) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: root).sorted() == ["1", "latest"])
    }

    @Test func `a folder that has its name before the commit is left as it is`() async throws {
        let audited = try audited()
        try await audited.run()
        let before = try files(of: audited)
        try audited.change("UPDATE cell SET state = 'pending' WHERE stage = 'report' AND step = 'seal'")
        try audited.change("UPDATE run SET state = 'running'")
        try await audited.run()

        #expect(try files(of: audited) == before)
    }

    @Test func `a table that cannot be written is told in the folder, and takes the place of no whole one`()
        async throws
    {
        let audited = try audited()
        try await audited.run()
        let whole = try files(of: audited)
        try audited.change("ALTER TABLE account RENAME COLUMN joined TO unknown")
        try await reportAgain(audited)
        #expect(try files(of: audited) == whole)
        try Folder.remove(audited.folder.file("reports/1"))
        try await reportAgain(audited)
        let files = try files(of: audited)
        let missing = String(decoding: try #require(files["MISSING.txt"]), as: UTF8.self)
        let sums = String(decoding: try #require(files["SHA256SUMS"]), as: UTF8.self)

        #expect(missing.hasPrefix("accounts: "))
        #expect(sums.contains("  MISSING.txt\n"))
        #expect(files["accounts.csv"] == nil)
    }

    @Test func `packed files are the plain ones, and the same bytes each time`() async throws {
        var audited = try audited()
        try await audited.run()
        let plain = try files(of: audited)
        audited.form.compression = .gzip
        try await reportAgain(audited)
        let packed = try files(of: audited)
        try await reportAgain(audited)

        #expect(try files(of: audited) == packed)
        let opened = try Array(try #require(packed["findings.csv.gz"])).inflated()
        #expect(Data(opened) == plain["findings.csv"])
        #expect(packed["findings.csv"] == nil)
    }

    @Test func `written again in another layout, the checksums name what is there, and nothing else`()
        async throws
    {
        var audited = try audited()
        audited.form.layout = .hive
        try await audited.run()
        (audited.form.layout, audited.form.compression) = (.flat, .gzip)
        try await reportAgain(audited)
        let files = try files(of: audited)

        let sums = String(decoding: try #require(files["SHA256SUMS"]), as: UTF8.self)
        let named = sums.split(separator: "\n").map { String($0.dropFirst(66)) }
        #expect(named.sorted() == files.keys.filter { $0 != "SHA256SUMS" }.sorted())
        let package = String(decoding: try #require(files["datapackage.json"]), as: UTF8.self)
        #expect(!package.contains("estate=test"))
    }

    @Test func `Excel gets a byte order mark, and Athena partitions with their tables`() async throws {
        var audited = try audited()
        audited.form.dialect = .excel
        audited.form.layout = .hive
        try await audited.run()
        let files = try files(of: audited)
        let findings = try #require(files["findings/estate=test/run=1/findings.csv"])
        let statements = String(decoding: try #require(files["athena.sql"]), as: UTF8.self)

        #expect(findings.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(statements.contains("CREATE EXTERNAL TABLE IF NOT EXISTS findings_csv ("))
        #expect(statements.contains("LOCATION 's3://BUCKET/PREFIX/findings/'"))
        #expect(
            statements.contains(
                "CAST(nullif(\"monthly_saving\", '') AS decimal(38,10)) AS \"monthly_saving\""))
        #expect(statements.contains(#"'escapeChar' = '\u0001'"#))
        let partition = files.keys.filter { $0.hasPrefix("findings/estate=test/run=1/") }
        #expect(partition == ["findings/estate=test/run=1/findings.csv"])
        #expect(files["findings.json"] != nil)
    }

    @Test func `every column of every table says what it holds`() {
        let scope = { () -> AuditScope in
            var scope = AuditScope()
            scope.services = Set(Catalog.services.map(\.name))
            return scope
        }()
        for table in Report.tables(scope) + [ReconciliationReport.report] {
            for column in table.columns {
                #expect(ColumnWords.words(for: column) != nil, "\(table.name).\(column.name)")
            }
            #expect(Set(table.columns.map(\.name)).count == table.columns.count, "\(table.name)")
            #expect(table.key.allSatisfy { key in table.columns.contains { $0.name == key } })
        }
    }
}
