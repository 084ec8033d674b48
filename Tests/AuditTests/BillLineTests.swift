import Formats
import Pipeline
import SQLite
import Support
import Testing

@testable import Audit

/// What each type of line costs, by every basis: reckoned by hand from the rules of CUDOS.
struct BillLineTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var type: String
        var more: BillFiles.Line = [:]
        /// Unblended, net, amortised, net amortised, list.
        var costs: [String]
        var usage = 0

        var testDescription: String { type + more.keys.sorted().joined() }
    }

    private static let cases: [Case] = [
        Case(type: "Usage", costs: ["10.00", "9.00", "10.00", "9.00", "12.00"], usage: 2),
        Case(type: "FlatRateSubscription", costs: ["10.00", "9.00", "10.00", "9.00", "12.00"], usage: 2),
        Case(type: "Tax", costs: ["10.00", "9.00", "10.00", "9.00", "12.00"]),
        Case(type: "Credit", costs: ["10.00", "9.00", "10.00", "9.00", "12.00"]),
        Case(type: "EdpDiscount", costs: ["10.00", "9.00", "10.00", "9.00", "12.00"]),
        Case(type: "BundledDiscount", costs: ["10.00", "9.00", "10.00", "9.00", "12.00"]),
        Case(
            type: "SavingsPlanCoveredUsage",
            more: [
                "savingsPlan/SavingsPlanEffectiveCost": "7", "savingsPlan/NetSavingsPlanEffectiveCost": "6.5",
            ],
            costs: ["10.00", "9.00", "7.00", "6.50", "12.00"], usage: 2),
        Case(
            type: "SavingsPlanRecurringFee",
            more: ["savingsPlan/TotalCommitmentToDate": "5", "savingsPlan/UsedCommitment": "3.75"],
            costs: ["10.00", "9.00", "1.25", "1.25", "12.00"]),
        Case(type: "SavingsPlanNegation", costs: ["10.00", "9.00", "0.00", "0.00", "12.00"]),
        Case(type: "SavingsPlanUpfrontFee", costs: ["10.00", "9.00", "0.00", "0.00", "12.00"]),
        Case(
            type: "DiscountedUsage",
            more: ["reservation/EffectiveCost": "4", "reservation/NetEffectiveCost": "3.9"],
            costs: ["10.00", "9.00", "4.00", "3.90", "12.00"], usage: 2),
        Case(
            type: "RIFee",
            more: [
                "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod": "1",
                "reservation/UnusedRecurringFee": "0.5",
                "reservation/NetUnusedAmortizedUpfrontFeeForBillingPeriod": "0.9",
                "reservation/NetUnusedRecurringFee": "0.4",
            ],
            costs: ["10.00", "9.00", "1.50", "1.30", "12.00"]),
        Case(type: "Fee", costs: ["10.00", "9.00", "10.00", "9.00", "12.00"]),
        Case(
            type: "Fee", more: ["reservation/ReservationARN": "arn:aws:rds:x"],
            costs: ["10.00", "9.00", "0.00", "0.00", "12.00"]),
        Case(type: "Refund", costs: ["10.00", "9.00", "10.00", "9.00", "12.00"]),
        Case(
            type: "Refund",
            more: [
                "lineItem/ProductCode": "ComputeSavingsPlans",
                "lineItem/LineItemDescription": "Refund for one-time fee for Savings Plan ID: x",
            ],
            costs: ["10.00", "9.00", "0.00", "0.00", "12.00"]),
        Case(
            type: "Usage", more: ["lineItem/Operation": "EKSPod-EC2"],
            costs: ["0.00", "0.00", "0.00", "0.00", "0.00"]),
        Case(
            type: "Usage", more: ["lineItem/Operation": "ECSTask-EC2"],
            costs: ["0.00", "0.00", "0.00", "0.00", "0.00"]),
    ]

    private static func run(_ cases: [Case], columns: [String]) async throws -> Billed {
        let lines = cases.map { item in
            let amounts = [
                "lineItem/LineItemType": item.type, "lineItem/NetUnblendedCost": "9",
                "pricing/publicOnDemandCost": "12",
            ]
            return BillFiles.usage("10", more: amounts.merging(item.more) { _, new in new })
        }
        var files = BillFiles()
        files.deliverLegacy([BillFiles.part(lines, columns: columns)])
        let bill = try Billed(inFolder: files)
        #expect(try await bill.run() == .complete)
        return bill
    }

    @Test(arguments: cases)
    func `every type of line has its cost by every basis`(item: Case) async throws {
        let bill = try await Self.run([item], columns: BillFiles.columns + BillFiles.netColumns)

        #expect(try bill.totals.map(\.sums) == [item.costs])
        #expect(
            try bill.texts("SELECT usage || ' ' || line_type FROM cost") == ["\(item.usage) \(item.type)"])
    }

    @Test(arguments: cases)
    func `without net columns, what is net is what is not`(item: Case) async throws {
        let bill = try await Self.run([item], columns: BillFiles.columns)

        let costs = item.costs
        #expect(try bill.totals.map(\.sums) == [[costs[0], costs[0], costs[2], costs[2], costs[4]]])
    }

    @Test func `lines of containers are counted and cost nothing more`() async throws {
        let bill = try await Self.run(Self.cases, columns: BillFiles.columns + BillFiles.netColumns)

        let total = try #require(try bill.totals.first)
        #expect(total.lines == Self.cases.count)
        #expect(total.splitLines == 2)
        #expect(total.sums == ["160.00", "144.00", "93.75", "84.95", "192.00"])
    }
}
