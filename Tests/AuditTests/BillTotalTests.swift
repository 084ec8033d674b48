import Formats
import Foundation
import Pipeline
import SQLite
import Support
import Testing

@testable import Audit

struct BillTotalTests {
    /// Adds texts of decimal numbers digit by digit, as on paper: a judge that shares no code with what it judges.
    private static func sum(_ amounts: [String]) -> String {
        var total = Decimal(0)
        for amount in amounts {
            total += Decimal(string: amount, locale: Locale(identifier: "en_US_POSIX")) ?? 0
        }
        var text = "\(total)"
        if !text.contains(".") { text += "." }
        while text.split(separator: ".", omittingEmptySubsequences: false)[1].count < 2 { text += "0" }
        return text
    }

    @Test func `totals are the sum of the lines, to the last digit`() async throws {
        var random = SystemRandomNumberGenerator()
        var amounts: [String] = []
        for _ in 0..<5000 {
            let decimals = (0..<Int.random(in: 1...14, using: &random)).map { _ in
                String(Int.random(in: 0...9, using: &random))
            }
            let sign = Bool.random(using: &random) ? "-" : ""
            amounts.append("\(sign)\(Int.random(in: 0...999, using: &random)).\(decimals.joined())")
        }
        let lines = amounts.enumerated().map { number, amount in
            BillFiles.usage(amount, more: ["lineItem/ResourceId": "r\(number % 97)"])
        }
        var files = BillFiles()
        files.deliverLegacy([BillFiles.part(Array(lines[..<2000])), BillFiles.part(Array(lines[2000...]))])
        let bill = try Billed(inFolder: files)

        #expect(try await bill.run() == .complete)

        let total = try #require(try bill.totals.first)
        #expect(total.lines == 5000)
        #expect(total.sums[0] == Self.sum(amounts))
    }

    @Test(.enabled(if: Vectors.arePresent, "\(Vectors.absence)"))
    func `columns are called as AWS calls them`() throws {
        let vectors = try #require(try Vectors.json("cost/cur-columns.json") as? [String: Any])
        let exported = try #require((vectors["cur2_query"] as? [String: Any])?["columns"] as? [String])
        let legacy = try #require(vectors["legacy_csv_header"] as? [String])
        // Regions had another column once; and a report has columns only of what its month holds.
        let columns = BillColumns(.export, tags: ["x"], keepingDays: true)
        for slot in 0...BillColumns.Slot.tags where slot != BillColumns.Slot.olderRegion {
            #expect(exported.contains(columns.name(of: slot)), "\(columns.name(of: slot))")
        }
        let older = BillColumns(.legacy, tags: [], keepingDays: true)
        for slot in 0..<BillColumns.Slot.tags where legacy.contains(older.name(of: slot)) {
            #expect(BillFiles.exportName(older.name(of: slot)) == columns.name(of: slot))
        }
        for slot in 0...BillColumns.Slot.list { #expect(legacy.contains(older.name(of: slot))) }
    }

    @Test(.enabled(if: Vectors.arePresent, "\(Vectors.absence)"))
    func `a manifest is read as AWS writes it`() throws {
        let vectors = try #require(try Vectors.json("cost/cur-manifest-example.json") as? [String: Any])
        for example in try #require(vectors["examples"] as? [Any]) {
            let manifest = try BillManifest(Array(JSONSerialization.data(withJSONObject: example)))

            #expect(manifest.format == .gzipCSV)
            #expect(manifest.files.count == 2)
        }
    }
}
