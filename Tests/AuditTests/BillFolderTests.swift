import Formats
import Foundation
import Pipeline
import SQLite
import Support
import Testing

@testable import Audit

/// The bill as it is read from a folder.
struct BillFolderTests {
    private static func files(_ generation: BillReport.Generation, _ parts: [[BillFiles.Line]]) -> BillFiles {
        var files = BillFiles()
        let packed = parts.map { BillFiles.part($0, as: generation) }
        switch generation {
        case .legacy: files.deliverLegacy(packed)
        case .export: files.deliverExport(packed)
        }
        return files
    }

    @Test(arguments: [BillReport.Generation.legacy, .export])
    func `both generations are read from a folder, whatever lies around them`(
        generation: BillReport.Generation
    ) async throws {
        var files = Self.files(
            generation, [[BillFiles.usage("1.5")], [BillFiles.usage("0.25", of: "AmazonEC2")]])
        files.files["notes/readme.txt"] = [1]
        let audit = try Billed(inFolder: files, below: generation == .legacy ? "cur" : "cur2/acme/")

        #expect(try await audit.run() == .complete)
        #expect(try audit.totals.map(\.sums) == [["1.75", "1.75", "1.75", "1.75", "1.75"]])
        #expect(try audit.totals.map(\.month) == ["2025-10"])
        #expect(try audit.texts("SELECT DISTINCT region FROM cost") == ["eu-west-1"])
        #expect(
            try audit.texts("SELECT service || ' ' || lines || ' ' || usage FROM cost ORDER BY 1")
                == ["AmazonEC2 1 2", "AmazonS3 1 2"])
    }

    @Test func `lines that have all in common are one row, and days and tags tell them apart where asked`()
        async throws
    {
        let columns = BillFiles.columns + ["resourceTags/user:team"]
        let lines = [
            BillFiles.usage("1", more: ["resourceTags/user:team": "a \"b\""]),
            BillFiles.usage("2", more: ["resourceTags/user:team": "a \"b\""]),
            BillFiles.usage("4", more: ["lineItem/UsageStartDate": "2025-10-04T05:00:00Z"]),
        ]
        var files = BillFiles()
        files.deliverLegacy([BillFiles.part(lines, columns: columns)])
        let plain = try Billed(inFolder: files)
        var fine = try Billed(inFolder: files)
        fine.scope.costs.keepsDays = true
        fine.scope.costs.tags = ["team", "owner"]

        try await plain.run()
        try await fine.run()

        #expect(
            try plain.texts("SELECT lines || ' ' || unblended || ' ' || ifnull(day, '-') FROM cost")
                == ["3 70000000000 -"])
        #expect(
            try fine.texts("SELECT day || ' ' || lines || ' ' || tags FROM cost ORDER BY 1")
                == [#"2025-10-03 2 {"team":"a \"b\""}"#, "2025-10-04 1 {}"])
    }

    @Test func `tags of an export are found in its map`() async throws {
        let columns = BillFiles.columns + ["resource_tags"]
        let lines = [
            BillFiles.usage("1", more: ["resource_tags": #"{"user_cost_centre": "42", "user_other": "x"}"#]),
            BillFiles.usage("2", more: ["resource_tags": #"{"user_other": "y", "user_cost_centre": "42"}"#]),
            BillFiles.usage("3", more: ["resource_tags": "{}"]), BillFiles.usage("4"),
        ]
        var files = BillFiles()
        files.deliverExport([BillFiles.part(lines, columns: columns, as: .export)])
        var bill = try Billed(inFolder: files, below: "cur2")
        bill.scope.costs.tags = ["cost-centre"]

        try await bill.run()

        #expect(
            try bill.texts("SELECT tags || ' ' || lines FROM cost ORDER BY 1")
                == [#"{"cost-centre":"42"} 2"#, "{} 2"])
    }

    @Test func `only the manifest of the month counts, and only the files that it lists`() async throws {
        var files = BillFiles()
        files.deliverLegacy([BillFiles.part([BillFiles.usage("100")])], assembly: "old")
        files.deliverLegacy([BillFiles.part([BillFiles.usage("7")])], assembly: "new")
        var bill = try Billed(inFolder: files)
        bill.scope.costs.months = 3

        #expect(try await bill.run() == .complete)

        #expect(try bill.totals.map(\.sums[0]) == ["7.00"])
        // August and September are looked at, and nothing is there.
        #expect(
            try bill.texts("SELECT scope || ' ' || state FROM cell WHERE step = 'month' ORDER BY 1")
                == ["2025-08 empty", "2025-09 empty", "2025-10 complete"])
    }

    @Test func `a manifest that has not changed is not read again, and a changed one replaces the month`()
        async throws
    {
        var files = BillFiles()
        files.deliverLegacy(
            [
                BillFiles.part([BillFiles.usage("1")]), BillFiles.part([BillFiles.usage("2")]),
            ], assembly: "a")
        var bill = try Billed(inFolder: files)
        try await bill.run()
        // What is stored tells that nobody read the files again: they are gone.
        let parts = bill.place("cur/acme/20251001-20251101/a")
        try FileManager.default.removeItem(atPath: parts)
        bill.now = bill.now.adding(days: 1)

        #expect(try await bill.run() == .complete)
        #expect(try bill.totals.map(\.sums[0]) == ["3.00"])

        files.deliverLegacy([BillFiles.part([BillFiles.usage("10")])], assembly: "b")
        try bill.put(files)
        bill.now = bill.now.adding(days: 1)
        #expect(try await bill.run() == .complete)
        #expect(try bill.totals.map(\.sums[0]) == ["10.00"])
        #expect(try bill.texts("SELECT count(*) || '' FROM bill_part") == ["1"])
        #expect(try bill.texts("SELECT count(*) || '' FROM bill_line") == ["1"])
    }

    @Test func `another way to read it is another reading`() async throws {
        var files = BillFiles()
        files.deliverLegacy([BillFiles.part([BillFiles.usage("1")])])
        var bill = try Billed(inFolder: files)
        try await bill.run()
        #expect(try bill.texts("SELECT ifnull(day, 'none') FROM cost") == ["none"])
        bill.scope.costs.keepsDays = true

        try await bill.run()

        #expect(try bill.texts("SELECT ifnull(day, 'none') FROM cost") == ["2025-10-03"])
    }

    @Test func `where no report lies, the place is a gap`() async throws {
        let bill = try Billed(inFolder: BillFiles())
        try FileManager.default.createDirectory(
            atPath: bill.place("cur"), withIntermediateDirectories: true)

        #expect(try await bill.run() == .partial)
        #expect(try bill.gaps.first?.contains("no report lies at") == true)
    }
}
