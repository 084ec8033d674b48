import Formats
import Foundation
import Pipeline
import SQLite
import Simulator
import Support
import Testing

@testable import Audit

/// Money in reports: columns that can be added up, and totals that are the bill's.
struct MoneyReportTests {
    private func audited() async throws -> Audited {
        var audited = try Audited()
        audited.settings.accounts = 10
        audited.settings.regions = 2
        audited.settings.optInRegions = 0
        audited.scope.metrics.days = 8
        audited.scope.metrics.period = 3600
        audited.scope.costs.source = .auto
        try await audited.run()
        return audited
    }

    /// The rows of a report, each as its values by their columns; nil is null.
    private func rows(_ name: String, of audited: Audited) throws -> [[String: String?]] {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: audited.folder.file("reports/1/\(name).csv")))
        var rows: [[String: String?]] = []
        var reader = CSVReader(.all)
        var names: [String] = []
        let read = { (row: borrowing CSVRow) in
            var values: [String: String?] = [:]
            for index in 0..<row.count {
                values[names[index]] = row[index].isNull ? .some(nil) : row[index].string
            }
            rows.append(values)
        }
        let text = Array(bytes)
        names = String(decoding: text.prefix { $0 != 13 }, as: UTF8.self).split(separator: ",").map(
            String.init)
        try reader.read(text.span) { row in read(row) }
        try reader.finish { row in read(row) }
        return rows
    }

    private func sum(_ rows: [[String: String?]], _ column: String) throws -> ExactSum {
        var sum = ExactSum()
        for row in rows {
            if case .some(.some(let text)) = row[column] {
                sum += try ExactAmount(text, places: Money.places)
            }
        }
        return sum
    }

    @Test func `what is counted of the savings is the saving of the summary`() async throws {
        let audited = try await audited()
        let counted = try sum(try rows("savings", of: audited), "counted")
        let summary = try rows("summary", of: audited).filter { $0["section"] == "savings" }

        #expect(summary.count == 1)
        #expect(summary.first?["amount"] == counted.text(places: Money.places))
        #expect(try !rows("savings", of: audited).filter { $0["instead_of"] != .some(nil) }.isEmpty)
    }

    @Test func `every account of every month reconciles to the last digit`() async throws {
        let audited = try await audited()
        let rows = try rows("reconciliation", of: audited)

        #expect(rows.count > 10)
        for row in rows {
            #expect(row["difference"] == "0.00")
            #expect(row["billed"] == row["reported"])
            let parts = try ["usage", "fees", "tax", "credits", "refunds", "adjustments"].map { part in
                try ExactAmount(try #require(row[part] ?? nil), places: Money.places)
            }
            var total = ExactSum()
            for part in parts { total += part }
            #expect(total.text(places: Money.places) == row["billed"])
        }
    }

    @Test func `a bill that lost a line on its way into the report does not reconcile`() async throws {
        let audited = try await audited()
        let month = try audited.texts("SELECT max(month) FROM cost_control")[0]
        try audited.change(
            "UPDATE cost_control SET unblended = unblended - 70000000000, lines = lines - 1 WHERE month = \(month)"
        )
        let told = try audited.query(ReconciliationReport.report).filter { $0[0] == month }

        #expect(!told.isEmpty)
        let place = try #require(ReconciliationReport.report.columns.firstIndex { $0.name == "difference" })
        #expect(told.allSatisfy { $0[place] == "7.00" && $0.last == "lines are missing" })
    }

    @Test func `sums that no integer holds are not known, and take nothing else with them`() async throws {
        let audited = try await audited()
        try audited.change(
            "UPDATE bill_total SET unblended = 6000000000000000000, unblended_rest = 999999999999999999")
        let summary = try audited.query(SummaryReport.report)
        let spend = summary.filter { $0[0] == "spend" }
        let one = try audited.query(ReconciliationReport.report)

        #expect(!spend.isEmpty && spend.allSatisfy { $0[6] == nil })
        #expect(summary.contains { $0[0] == "findings by code" })
        #expect(!one.isEmpty)
    }

    @Test func `costs are in the columns of FOCUS, in their order, and add up to the bill`() async throws {
        let audited = try await audited()
        let rows = try rows("costs", of: audited)
        let names = FocusColumn.allCases.map(\.rawValue)
        let own = names.filter { $0.hasPrefix("x_") }
        let spend = try audited.texts(
            "SELECT month || ' ' || account FROM monthly_cost GROUP BY month, account ORDER BY 1")

        #expect(names.count - own.count == 57)
        #expect(Array(names.suffix(own.count)) == own.sorted())
        #expect(Array(names.prefix(57)) == names.prefix(57).sorted())
        for place in spend {
            let words = place.split(separator: " ").map(String.init)
            let ours = rows.filter { row in
                row["SubAccountId"] == words[1]
                    && (row["BillingPeriodStart"] ?? nil)?.hasPrefix(words[0]) == true
            }
            let billed = try audited.query(ReconciliationReport.report).first {
                $0[0] == words[0] && $0[1] == words[1]
            }
            #expect(try sum(ours, "x_UnblendedCost").text(places: Money.places) == billed?[6])
        }
        // Nothing is told as an empty text, zero or "Not Applicable" that is not known.
        for row in rows {
            for column in ["AvailabilityZone", "InvoiceId", "SkuId", "RegionName"] {
                #expect(row[column] == .some(nil))
            }
        }
        #expect(
            rows.allSatisfy {
                ["Usage", "Purchase", "Tax", "Credit", "Adjustment"].contains($0["ChargeCategory"])
            })
    }

    @Test func `what a commitment pays for is billed as nothing, and costs what it costs in effect`()
        async throws
    {
        let covered = try await rows("costs", of: audited()).filter {
            $0["CommitmentDiscountStatus"] == "Used"
        }

        #expect(!covered.isEmpty)
        #expect(covered.allSatisfy { $0["BilledCost"] == "0.00" && $0["EffectiveCost"] != "0.00" })
    }
}

extension Audited {
    /// The rows of a report as texts, as the database has them now.
    func query(_ report: TableReport, ofRun id: Int = 1) throws -> [[String?]] {
        let database = try Database(path: folder.file("test.db"), as: .reader)
        let run = try #require(try database.runs(limit: 10).first { $0.run.id == id }).run
        var rows: [[String?]] = []
        for query in report.queries(run) {
            try database.forEach(query) { row in
                rows.append(zip(report.columns, report.places).map { $0.text(of: row, at: $1) })
            }
        }
        return rows
    }
}
