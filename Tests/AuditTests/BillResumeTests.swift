import Formats
import Pipeline
import SQLite
import Support
import Testing

@testable import Audit

/// A reading that is interrupted goes on where it was, and ends as one that was not.
struct BillResumeTests {
    private static let count = 3 * CostTable.groupLimit / 2

    /// Two parts of more groups than a batch has, and one of a line.
    private static var files: BillFiles {
        let lines = (0..<count).map { number in
            BillFiles.usage("\(number % 1000).5", more: ["lineItem/ResourceId": "resource-\(number)"])
        }
        let large = BillFiles.part(lines)
        var files = BillFiles()
        files.deliverLegacy([large, BillFiles.part([BillFiles.usage("1")]), large])
        return files
    }

    private static func billed(_ files: BillFiles) throws -> Billed {
        try Billed(inFolder: files)
    }

    private static func dump(_ bill: Billed) throws -> [String] {
        try bill.texts(
            """
            SELECT part || '.' || chunk || ' ' || unblended || ' ' || resource || ' ' || lines FROM bill_line ORDER BY 1
            """)
            + bill.texts(
                "SELECT part || '.' || chunk || '.' || kind || '.' || id || text FROM bill_text ORDER BY 1")
            + bill.texts("SELECT id || ' ' || lines || is_read FROM bill_part ORDER BY id")
    }

    @Test func `stopped between parts, and within one, it leaves the same rows`() async throws {
        let files = Self.files
        let calm = try Self.billed(files)
        #expect(try await calm.run() == .complete)
        let halting = try Self.billed(files)

        // As soon as any part has ended; what else was begun is at whatever place it was.
        let stop = StopSwitch()
        await #expect(throws: Interrupted.self) {
            try await halting.run(stop: stop) { event in
                if case .cellEnded(let cell, _, _, _) = event, cell.step == "part" { stop.turnOn() }
            }
        }
        #expect(try halting.totals.isEmpty)
        #expect(try await halting.run() == .complete)

        #expect(try Self.dump(halting) == Self.dump(calm))
        #expect(try halting.totals.map(\.lines) == [2 * Self.count + 1])
    }

    @Test func `a part goes on behind the lines that are stored`() throws {
        let columns = BillColumns(.legacy, tags: [], keepingDays: false)
        let count = CostTable.groupLimit + 10
        let part = BillFiles.part(
            (0..<count).map { BillFiles.usage("\($0)", more: ["lineItem/ResourceId": "r\($0)"]) })
        func batches(behind stored: Int) throws -> [CostBatch] {
            var reader = BillReader(columns, keepingDays: false, behind: stored)
            let first = try reader.read(part.span)
            return first + (try reader.finish())
        }

        let (all, rest) = (try batches(behind: 0), try batches(behind: CostTable.groupLimit))

        #expect(all.map(\.position) == [CostTable.groupLimit, count])
        #expect(rest.map(\.position) == [count])
        #expect(rest[0].groups.map(\.key) == all[1].groups.map(\.key))
        #expect(rest[0].texts.flatMap(\.texts) == (count - 10..<count).map { "r\($0)" })
    }

    @Test func `what comes again in a later batch is added to the row it has`() async throws {
        let count = CostTable.groupLimit + 1
        let lines = (0..<2 * count).map { number in
            BillFiles.usage("0.00000000007", more: ["lineItem/ResourceId": "r\(number % count)"])
        }
        var files = BillFiles()
        files.deliverLegacy([BillFiles.part(lines)])
        let bill = try Self.billed(files)

        #expect(try await bill.run() == .complete)

        #expect(
            try bill.texts("SELECT count(*) || ' ' || sum(lines) FROM bill_line") == ["\(count) \(2 * count)"]
        )
        #expect(
            try bill.texts(
                "SELECT DISTINCT lines || ' ' || unblended || ' ' || unblended_rest FROM bill_line")
                == ["2 1 400000000000000000"])
    }
}
