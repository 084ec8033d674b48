import Foundation
import HTTP
import Simulator
import Support
import Testing

struct PricingTests {
    private func filter(_ field: String, _ value: String) -> [String: String] {
        ["Type": "TERM_MATCH", "Field": field, "Value": value]
    }

    private func products(
        _ desk: Desk, _ filters: [[String: String]], _ more: [String: Any] = [:]
    ) async throws -> [[String: Any]] {
        var members: [String: Any] = ["ServiceCode": "AmazonDynamoDB", "Filters": filters]
        members.merge(more) { _, new in new }
        let pages = try await desk.all(.getProducts, "PriceList", members, token: Desk.nextToken)
        return try pages.joined().map { text in
            let bytes = Data((text as? String ?? "").utf8)
            return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        }
    }

    /// All dimensions of a term of a product, without the keys that they hang on.
    private func dimensions(_ product: [String: Any], _ term: String) -> [[String: Any]] {
        let terms = (product["terms"] as? [String: Any])?[term] as? [String: [String: Any]] ?? [:]
        return terms.values.flatMap { offer in
            (offer["priceDimensions"] as? [String: [String: Any]] ?? [:]).values
        }
    }

    private func price(_ dimension: [String: Any]) -> String {
        (dimension["pricePerUnit"] as? [String: String])?["USD"] ?? ""
    }

    @Test(arguments: [
        ("ReadRequestUnits", "0.0000001250"), ("WriteRequestUnits", "0.0000006250"),
        ("ReadCapacityUnit-Hrs", "0.0001300000"), ("WriteCapacityUnit-Hrs", "0.0006500000"),
        ("TimedStorage-ByteHrs", "0.2500000000"), ("IA-TimedStorage-ByteHrs", "0.1000000000"),
        ("IA-WriteRequestUnits", "0.0000007800"), ("TimedPITRStorage-ByteHrs", "0.2000000000"),
        ("TimedBackupStorage-ByteHrs", "0.1000000000"), ("RestoreDataSize-Bytes", "0.1500000000"),
        ("Streams-Requests", "0.0000002000"),
    ])
    func `us-east-1 costs what AWS publishes`(usageType: String, usd: String) async throws {
        let found = try await products(
            Desk(), [filter("regionCode", "us-east-1"), filter("usagetype", usageType)])

        #expect(found.count == 1)
        let paid = dimensions(found[0], "OnDemand").filter { $0["endRange"] as? String == "Inf" }
        #expect(paid.map(price) == [usd])
    }

    @Test func `another region has its own prices under its own names`() async throws {
        let found = try await products(Desk(), [filter("regionCode", "eu-west-1")])

        let attributes = found.compactMap {
            ($0["product"] as? [String: Any])?["attributes"] as? [String: String]
        }
        #expect(found.count == 18)
        #expect(attributes.allSatisfy { $0["usagetype"]?.hasPrefix("EU-") ?? false })
        #expect(attributes.allSatisfy { $0["regionCode"] == "eu-west-1" && $0["location"] == "EU (Ireland)" })
    }

    @Test func `what is free for a start is a tier, and what is reserved a term`() async throws {
        let found = try await products(
            Desk(), [filter("regionCode", "us-east-1"), filter("usagetype", "WriteCapacityUnit-Hrs")])
        let tiers = dimensions(found[0], "OnDemand").map {
            [$0["beginRange"] as? String, $0["endRange"] as? String, price($0)]
        }
        let reserved = dimensions(found[0], "Reserved").map { [$0["unit"] as? String, price($0)] }

        #expect(Set(tiers) == [["0", "18600", "0.0000000000"], ["18600", "Inf", "0.0006500000"]])
        #expect(
            Set(reserved) == [
                ["Quantity", "150.0000000000"], ["Quantity", "180.0000000000"],
                ["WriteCapacityUnit-Hrs", "0.0001280000"], ["WriteCapacityUnit-Hrs", "0.0000810000"],
            ])
    }

    @Test(arguments: [1, 7, 100])
    func `the list comes in pages, and each price once`(size: Int) async throws {
        let desk = Desk { ($0.regions, $0.optInRegions) = (3, 0) }

        let found = try await products(desk, [], ["MaxResults": size])

        let skus = found.compactMap { ($0["product"] as? [String: Any])?["sku"] as? String }
        #expect(skus.count == 54 && Set(skus).count == 54)
    }

    @Test(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
    func `the answer has the published shape`() async throws {
        let reply = try await Desk().ask(
            .getProducts, ["ServiceCode": "AmazonDynamoDB", "Filters": [filter("regionCode", "us-east-1")]])

        #expect(try ModelJudge("pricing").faults(in: reply.json, of: "GetProducts") == [])
    }

    @Test func `images cost as much in the archive, up to a tier that nobody reaches`() async throws {
        let desk = Desk()
        let filters = [filter("regionCode", "us-east-1")]
        let found = try await products(desk, filters, ["ServiceCode": "AmazonECR"])
        let tiers = found.map { product in
            dimensions(product, "OnDemand").map { [$0["beginRange"] as? String, price($0)] }
        }
        let types = found.compactMap {
            (($0["product"] as? [String: Any])?["attributes"] as? [String: String])?["usagetype"]
        }
        let all = try await products(desk, [], ["ServiceCode": "AmazonECR", "MaxResults": 7])

        #expect(types == ["TimedStorage-ByteHrs", "TimedStorage-Archive-ByteHrs"])
        #expect(tiers[0] == [["0", "0.1000000000"]])
        #expect(Set(tiers[1]) == [["0", "0.1000000000"], ["153600", "0.0700000000"]])
        #expect(all.count == desk.simulation.regions.count * 2)
    }

    @Test func `a service that is not sold here has no prices`() async throws {
        let reply = try await Desk().ask(.getProducts, ["ServiceCode": "AmazonEC2"])

        #expect((reply.json["PriceList"] as? [Any])?.count == 0)
    }
}
