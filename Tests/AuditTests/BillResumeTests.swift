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
            BillFiles.usage("\(number).5", more: ["lineItem/ResourceId": "resource-\(number)"])
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
            SELECT part || '.' || chunk || '.' || number || ' ' || unblended || ' ' || resource FROM bill_line
            ORDER BY part, chunk, number
            """) + bill.texts("SELECT part || '.' || chunk || '.' || id || text FROM bill_text ORDER BY 1")
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
        let part = BillFiles.part((0..<10).map { BillFiles.usage("\($0)") })
        var reader = BillReader(columns, keepingDays: false, behind: 6)

        var batches = try reader.read(part.span)
        batches += try reader.finish()

        let last = try #require(batches.last)
        #expect(batches.count == 1 && last.isLast && last.position == 10)
        #expect(last.groups.map(\.lines) == [4])
        #expect(last.groups.map(\.unblended.units) == [300_000_000_000])
    }
}
