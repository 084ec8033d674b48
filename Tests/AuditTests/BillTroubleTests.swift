import Formats
import Foundation
import Pipeline
import SQLite
import Support
import Testing

@testable import Audit

/// Bills that are not as they should be: each is a gap that says why, and no other month is lost.
struct BillTroubleTests {
    /// A bill of September that is sound, and of October that is as given.
    private static func bill(_ change: (inout BillFiles) -> Void) throws -> Billed {
        var files = BillFiles()
        files.deliverLegacy(
            [BillFiles.part([BillFiles.usage("5")])], "20250901-20251001", assembly: "s")
        change(&files)
        var bill = try Billed(inFolder: files)
        bill.scope.costs.months = 2
        return bill
    }

    private static let good = BillFiles.part([BillFiles.usage("1")])
    private static let october = "cur/acme/20251001-20251101"

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        /// Part of what the gap says.
        var words: String
        var change: @Sendable (inout BillFiles) -> Void

        init(_ name: String, _ words: String, _ change: @escaping @Sendable (inout BillFiles) -> Void) {
            self.name = name
            self.words = words
            self.change = change
        }

        var testDescription: String { name }

        /// A part of one line that holds an amount.
        static func amount(_ text: String, _ words: String) -> Case {
            Case("amount \(text)", words) { files in
                files.deliverLegacy([good, BillFiles.part([BillFiles.usage(text)])])
            }
        }

        /// A part that lacks a column.
        static func missing(_ column: String, line: BillFiles.Line = [:]) -> Case {
            Case("without \(column)", column) { files in
                let columns = BillFiles.columns.filter { $0 != column }
                files.deliverLegacy([
                    good, BillFiles.part([BillFiles.usage("1", more: line)], columns: columns),
                ])
            }
        }
    }

    private static let cases: [Case] = [
        Case("a part cut short", "cut short") { files in
            let lines = (0..<500).map { BillFiles.usage("\($0)") }
            files.deliverLegacy([good, Array(BillFiles.part(lines).dropLast(40))])
        },
        Case("a part that is not packed", "cannot be read") { files in
            files.deliverLegacy([good, BillFiles.csv([], as: .legacy)])
        },
        Case("an empty part", "compressed data is empty") { files in files.deliverLegacy([good, []]) },
        Case("a part that is missing", "which is not there") { files in
            files.deliverLegacy([good, good])
            files.files["\(october)/a1/acme-2.csv.gz"] = nil
        },
        Case("a torn line", "too few fields") { files in
            files.deliverLegacy([
                good, Array((BillFiles.csv([], as: .legacy) + Array("x,y\n".utf8))).deflated(),
            ])
        },
        Case("a broken manifest", "cannot be read") { files in
            files.deliverLegacy([good])
            files.files["\(october)/acme-Manifest.json"] = Array(#"{"reportKeys": ["#.utf8)
        },
        Case("a manifest without a list", "no list of files") { files in
            files.deliverLegacy([good])
            files.files["\(october)/acme-Manifest.json"] = Array("{}".utf8)
        },
        Case("a manifest that leaves the folder", "which is of no such month") { files in
            files.files["\(october)/acme-Manifest.json"] =
                Array(#"{"reportKeys": ["cur/acme/20251001-20251101/../../x.csv.gz"]}"#.utf8)
        },
        Case("Parquet", "is Parquet, which cannot be read: add an export") { files in
            files.deliverLegacy([good], ending: "snappy.parquet")
        },
        Case("ZIP", "choose gzip") { files in files.deliverLegacy([good], ending: "csv.zip") },
        .missing("lineItem/UnblendedCost"), .missing("lineItem/LineItemType"),
        .missing("lineItem/Operation"), .missing("lineItem/UsageAccountId"),
        .missing(
            "savingsPlan/SavingsPlanEffectiveCost",
            line: ["lineItem/LineItemType": "SavingsPlanCoveredUsage"]),
        .missing("reservation/EffectiveCost", line: ["lineItem/LineItemType": "DiscountedUsage"]),
        .amount("twelve", "not a decimal number"), .amount("1,5", "not a decimal number"),
        .amount("1e-29", "too many digits"), .amount("99999999999", "out of range"),
    ]

    @Test(arguments: cases)
    func `each trouble is a gap that names it, and other months land`(item: Case) async throws {
        let bill = try Self.bill(item.change)

        #expect(try await bill.run() == .partial)

        let gaps = try bill.gaps
        #expect(gaps.count == 1)
        #expect(gaps.first?.contains(item.words) == true, "\(gaps)")
        #expect(try bill.totals.map { $0.month + " " + $0.sums[0] } == ["2025-09 5.00"])
    }

    @Test(arguments: cases)
    func `a month keeps what it had until the whole of what is new is read`(item: Case) async throws {
        var bill = try Self.bill {
            $0.deliverLegacy([BillFiles.part([BillFiles.usage("3")])], assembly: "before")
        }
        try await bill.run()
        let broken = try Self.bill(item.change)
        try FileManager.default.removeItem(atPath: bill.place("cur"))
        try FileManager.default.moveItem(
            atPath: broken.place("cur"), toPath: bill.place("cur"))
        bill.now = bill.now.adding(days: 1)

        #expect(try await bill.run() == .partial)

        #expect(try bill.totals.map { $0.month + " " + $0.sums[0] } == ["2025-09 5.00", "2025-10 3.00"])
    }

    @Test func `a part that is mended is the only one that is read`() async throws {
        var bill = try Self.bill { files in
            files.deliverLegacy([Self.good, BillFiles.part([BillFiles.usage("2")])])
            files.files["\(Self.october)/a1/acme-2.csv.gz"]?.removeLast(20)
        }
        #expect(try await bill.run() == .partial)
        var files = BillFiles()
        files.files["cur/acme/20251001-20251101/a1/acme-2.csv.gz"] = BillFiles.part([BillFiles.usage("2")])
        try bill.put(files)
        try FileManager.default.removeItem(atPath: bill.place("\(Self.october)/a1/acme-1.csv.gz"))
        bill.now = bill.now.adding(days: 1)

        #expect(try await bill.run() == .complete)
        #expect(try bill.totals.map { $0.month + " " + $0.sums[0] } == ["2025-09 5.00", "2025-10 3.00"])
    }

    @Test func `a manifest that vanishes is a gap, and its month stays`() async throws {
        var bill = try Self.bill { $0.deliverLegacy([Self.good]) }
        try await bill.run()
        try FileManager.default.removeItem(
            atPath: bill.place("\(Self.october)/acme-Manifest.json"))
        bill.now = bill.now.adding(days: 1)

        #expect(try await bill.run() == .partial)
        #expect(try bill.gaps.first?.contains("the manifest of 2025-10 is gone") == true)
        #expect(try bill.totals.count == 2)
    }

    @Test(arguments: [
        ("-3.25", "-3.25"), ("1E-7", "0.0000001"), ("-1.5e2", "-150.00"), ("+2", "2.00"), ("", "0.00"),
        ("0.00000000005", "0.00000000005"), ("4.3999999999999997E-7", "0.00000043999999999999997"),
        ("-0.1234567890123456789012345678", "-0.1234567890123456789012345678"),
    ])
    func `amounts are exact, however they are written`(text: String, sum: String) async throws {
        let bill = try Self.bill { $0.deliverLegacy([BillFiles.part([BillFiles.usage(text)])]) }

        #expect(try await bill.run() == .complete)
        #expect(try bill.totals.last?.sums[0] == sum)
    }
}
