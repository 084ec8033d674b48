import Formats
import Foundation
import Support
import Testing

@testable import Audit

/// Money is rounded for reading, and only for that.
struct HTMLMoneyTests {
    @Test(arguments: [
        (0, "$0.00"), (1, "<$0.01"), (-1, "−<$0.01"), (50_000_000, "$0.01"), (49_999_999, "<$0.01"),
        (12_345_678_949_999_999, "$1,234,567.89"), (12_345_678_950_000_000, "$1,234,567.90"),
        (-10_000_000_000_000, "−$1,000.00"), (9_990_000_000_000, "$999.00"),
    ])
    func `amounts are rounded to cents, and what is something is never nothing`(units: Int64, text: String) {
        #expect(Shown.cents(Int128(units)) == text)
    }

    @Test(arguments: [
        (0, "0.00"), (1, "0.0000000001"), (-15_000_000_000, "-1.50"), (123_456_789_012, "12.3456789012"),
    ])
    func `the exact amount is the text of CSV`(units: Int64, text: String) {
        #expect(Shown.exact(Int128(units)) == text)
        #expect(Money(units: units).description == text)
    }

    @Test func `a share is never rounded up to all`() {
        #expect(Shown.percent(99_999, of: 100_000) == "99.9%")
        #expect(Shown.percent(100_000, of: 100_000) == "100.0%")
        #expect(Shown.percent(1, of: 100_000) == "<0.1%")
        #expect(Shown.percent(0, of: 0) == "–")
    }

    @Test func `savings that exclude each other are counted once`() async throws {
        let report = try Reported()
        try report.add(finding: "large", saving: 30_000_000_000)
        try report.add(finding: "small", saving: 20_000_000_000)
        try report.add(saving: 30_000_000_000, of: "large")
        try report.add(saving: 20_000_000_000, of: "small", instead: "large")

        #expect(
            try await report.section("summary").contains(
                "<data value=\"3.00\" title=\"USD 3.00\">$3.00</data>"))
        let savings = try await report.section("savings")
        #expect(savings.contains("$3.00") && !savings.contains("$2.00") && !savings.contains("$5.00"))
        #expect(try await report.section("findings").contains("$2.00</data> <small>not in the sums</small>"))
    }

    @Test func `savings that nobody has reckoned together are not added up`() async throws {
        let report = try Reported()
        try report.add(finding: "one", saving: 30_000_000_000)
        try report.add(finding: "two", saving: 20_000_000_000)

        #expect(try await report.section("summary").contains("they are not added up"))
        #expect(try await !report.section("savings").contains("$5.00"))
    }

    @Test func `sums beyond 64 bits are exact`() async throws {
        let report = try Reported()
        for number in 0..<4 {
            try report.add(finding: "f\(number)", saving: .max)
            try report.add(saving: .max, of: "f\(number)")
        }

        #expect(try await report.section("summary").contains("USD 3689348814.7419103228"))
    }

    @Test func `the bill and costs.csv agree to the last digit, and the bill is made of named lines`()
        async throws
    {
        let tax = ["lineItem/LineItemType": "Tax"]
        let credit = ["lineItem/LineItemType": "Credit"]
        var files = BillFiles()
        files.deliverLegacy([
            BillFiles.part([
                BillFiles.usage("10.00000000000000001"), BillFiles.usage("2.5", of: "AmazonDynamoDB"),
                BillFiles.usage("1.25", of: "AWSTax", more: tax), BillFiles.usage("-0.75", more: credit),
            ])
        ])
        let bill = try Billed(inFolder: files)
        try await bill.run()

        let page = try String(contentsOfFile: bill.folder.file("reports/1/report.html"), encoding: .utf8)

        #expect(page.contains("USD 13.00000000000000001\">$13.00</data>"))
        // Two columns beside each other: the bill's total, and ours.
        let both = #"$13.00</data></td><td class="n"><data value="13.00000000000000001""#
        #expect(page.contains(both))
        #expect(page.contains("<li>Usage <data value=\"12.50000000000000001\""))
        #expect(page.contains("<li>Credit <data value=\"-0.75\" title=\"USD -0.75\">−$0.75</data></li>"))
        #expect(page.contains("<li>Tax <data value=\"1.25\" title=\"USD 1.25\">$1.25</data></li>"))
        #expect(!page.contains("not explained"))
    }

    @Test func `what no line explains is told`() {
        var bill = ExactSum()
        bill += ExactAmount(units: 5)
        let row = Reconciliation(
            month: "2026-10", account: "1", currency: "USD", bill: bill, ours: ExactSum(),
            covered: ExactSum(), parts: [])

        #expect(row.difference == bill)
    }
}
