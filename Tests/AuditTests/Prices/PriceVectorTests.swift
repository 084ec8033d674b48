import AWS
import Formats
import Foundation
import HTTP
import Support
import Testing

@testable import Audit

/// The public price lists, read as AWS sends them.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct PriceVectorTests {
    private struct Case: Decodable {
        var sku, quantity, cost_usd: String
    }

    private func lists() throws -> [String: Any] {
        try #require(Vectors.json("cost/price-lists.json") as? [String: Any])
    }

    /// An answer of GetProducts, read by the product.
    private func page(_ answer: [String: Any]) throws -> Pricing.ProductPage {
        let body = try JSONSerialization.data(withJSONObject: answer)
        return try Pricing.GetProducts.decode(HTTPResponse(status: 200, body: [UInt8](body)))
    }

    private func synthetic() throws -> [String: Any] {
        try #require(try lists()["synthetic"] as? [String: Any])
    }

    private func syntheticPrices() throws -> [Price] {
        let products = try #require(try synthetic()["PriceList"] as? [String])
        return try page(["FormatVersion": "aws_v1", "PriceList": products]).prices
    }

    @Test func `real answers are read line by line`() throws {
        let answers = try #require(try lists()["real_responses"] as? [[String: Any]])
        let pages = try answers.map { answer in
            try page(#require(answer["response"] as? [String: Any]))
        }

        #expect(pages.map(\.prices.count) == [1, 1, 1])
        #expect(pages.map { $0.next == nil } == [false, false, true])
        let prices = pages.flatMap(\.prices)
        #expect(prices.map(\.rate) == ["0.1380000000", "0.1380000000", "0.0000002000"])
        #expect(prices.map(\.currency) == ["USD", "USD", "USD"])
        #expect(
            prices.map(\.usageType)
                == ["CAN1-EBS:VolumeUsage.piops", "APS1-EBS:VolumeUsage.piops", "APN1-Request"])
        #expect(prices.map(\.operation) == ["", "", ""])
        #expect(prices.map(\.group) == [nil, nil, "AWS-Lambda-Requests"])
        #expect(prices.map(\.unit) == ["GB-Mo", "GB-Mo", "Request"])
        #expect(prices.map(\.rateCode).allSatisfy { $0.hasSuffix(".JRTCKXETXF.6YS6EN2CT7") })
        #expect(prices.map(\.term.offer) == ["JRTCKXETXF", "JRTCKXETXF", "JRTCKXETXF"])
        #expect(prices.map(\.end) == ["Inf", "Inf", "Inf"])
        #expect(prices.map(\.version) == ["20170901182201", "20180808005701", "20221214183021"])
        #expect(
            prices.map { $0.published?.description }
                == ["2017-09-01T18:22:01Z", "2018-08-08T00:57:01Z", "2022-12-14T18:30:21Z"])
        #expect(pages.map(\.regions) == [[], [], ["ap-northeast-1"]])
    }

    @Test func `every product is read, with its tiers and terms`() throws {
        let prices = try syntheticPrices()
        let reserved = prices.filter { $0.term.kind == Price.Term.reserved }

        #expect(Set(prices.map(\.sku)).count == 14)
        #expect(reserved.map(\.unit) == ["Quantity", "ReadCapacityUnit-Hrs"])
        #expect(reserved.allSatisfy { $0.term.lease == "1yr" && $0.term.purchaseOption == "Partial Upfront" })
        #expect(reserved.allSatisfy { $0.term.offeringClass == "standard" })
        #expect(reserved.map(\.begin) == [nil, "0"])
        let capacity = prices.filter { $0.sku == "SYNDDBRCUHOURS01" && $0.term.kind == Price.Term.onDemand }
        #expect(Set(capacity.map(\.rate)) == ["0.0000000000", "0.0001300000"])
        #expect(Set(capacity.map(\.end)) == ["18600", "Inf"])
    }

    @Test func `each quantity costs what its tiers say, to the last digit`() throws {
        let raw = try JSONSerialization.data(withJSONObject: #require(try synthetic()["tier_cost_cases"]))
        let cases = try JSONDecoder().decode([Case].self, from: raw)
        let onDemand = try syntheticPrices().filter { $0.term.kind == Price.Term.onDemand }
        let list = PriceList(
            service: "any", region: "us-east-1", source: .api, asOf: .latest, prices: onDemand)

        #expect(cases.count == 140)
        for item in cases {
            let lines = onDemand.filter { $0.sku == item.sku }
            let price = try UnitPrice(lines, of: list)
            let (quantity, cost) = (try Rate(item.quantity), try Rate(item.cost_usd))
            #expect(try price.tiers.amount(of: quantity) == cost, "\(item)")
            // Sixty times as many sixtieths cost the same.
            let sixtieths = try quantity * Rate(60)
            #expect(try price.tiers.amount(of: sixtieths, per: 60) == cost * Rate(60), "\(item)")
            if cost < Rate(922_337_203) {
                #expect(try price.costOfMonth(of: quantity) == Money(item.cost_usd, .halfEven), "\(item)")
            } else {
                #expect(throws: DecimalFailure.outOfRange) { try price.costOfMonth(of: quantity) }
            }
        }
    }

    @Test func `the prices of DynamoDB are found in the list`() throws {
        let list = PriceList(
            service: "AmazonDynamoDB", region: "us-east-1", source: .api,
            published: try Timestamp(iso8601: "2026-08-01"), asOf: try Timestamp(iso8601: "2026-11-26"),
            prices: try syntheticPrices().filter { $0.sku.hasPrefix("SYNDDB") })
        let prices = DynamoDBPrices(region: "us-east-1", list)

        #expect(prices.standard.readRequest?.rate == (try Rate("0.000000125")))
        #expect(prices.standard.writeRequest?.rate == (try Rate("0.000000625")))
        #expect(prices.standard.readCapacity?.rate == (try Rate("0.00013")))
        #expect(prices.standard.readCapacity?.free == Rate(18_600))
        #expect(prices.standard.readCapacity?.rateCode == "SYNDDBRCUHOURS01.JRTCKXETXF.512B8C5084")
        #expect(prices.standard.storage?.rate == (try Rate("0.25")))
        #expect(prices.standard.storage?.free == Rate(25))
        #expect(prices.standard.storage?.published?.text(.date) == "2026-08-01")
        #expect(prices.standard.writeCapacity == nil)
        #expect(prices.infrequentAccess.readRequest == nil)
        #expect(prices.continuousBackup == nil)
        #expect(prices.reservations.map(\.years) == [1])
        #expect(prices.reservations.map(\.upfront) == [Rate(30)])
        #expect(prices.reservations.map(\.hourly.rate) == [try Rate("0.000025")])
        #expect(prices.doubts == [])
    }
}
