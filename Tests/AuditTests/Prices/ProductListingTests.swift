import AWS
import Formats
import HTTP
import Pipeline
import SQLite
import Testing

@testable import Audit

struct ProductListingTests {
    private let morning = Timestamp(seconds: 1_795_219_200)
    private let storage = "EUC1-TimedStorage-ByteHrs"
    private let backup = "EUC1-TimedPITRStorage-ByteHrs"

    private func product(_ usageType: String, _ rate: String) -> String {
        PriceListServer.product(
            usageType, rate, region: "eu-central-1", published: "2026-11-0\(rate.count)T00:00:00Z")
    }

    @Test func `a region's prices are asked for where the price list is`() async throws {
        let nights = try PricedNights()
        nights.server.offer([product(storage, "0.306"), product(backup, "0.2448")])

        #expect(try await nights.run(at: morning) == .complete)

        let prices = try nights.prices()
        #expect(prices.standard.storage?.rate == (try Rate("0.306")))
        #expect(prices.continuousBackup?.rate == (try Rate("0.2448")))
        #expect(prices.standard.storage?.source == .api)
        #expect(prices.standard.storage?.asOf == morning)
        #expect(nights.server.asked.count == 2)
        #expect(nights.server.asked.allSatisfy { $0.host == "api.pricing.us-east-1.amazonaws.com" })
        #expect(
            nights.server.asked.first?.body == """
                {"ServiceCode":"AmazonDynamoDB","Filters":[{"Type":"TERM_MATCH","Field":"regionCode",\
                "Value":"eu-central-1"}],"FormatVersion":"aws_v1","MaxResults":100}
                """)
        #expect(
            try nights.texts(
                """
                SELECT list || ' ' || prices || ' ' || datetime(published, 'unixepoch') || ' ' || version
                FROM price_list
                """) == ["api 2 2026-11-06 00:00:00 1"])
        #expect(try nights.texts("SELECT rate FROM price ORDER BY rate_code") == ["0.2448", "0.306"])
    }

    @Test func `what was read on the same day is not asked again`() async throws {
        let nights = try PricedNights()
        nights.server.offer([product(storage, "0.306")])
        try await nights.run(at: morning)

        #expect(try await nights.run(at: morning.adding(seconds: 86_399)) == .complete)

        #expect(nights.server.asked.count == 1)
        #expect(try nights.texts("SELECT DISTINCT state || rows FROM cell") == ["complete1"])
        try await nights.run(at: morning.adding(days: 1))
        #expect(nights.server.asked.count == 2)
    }

    @Test func `a new list takes the place of the old one whole`() async throws {
        let nights = try PricedNights()
        nights.server.offer([product(storage, "0.306"), product(backup, "0.2448")])
        try await nights.run(at: morning)
        nights.server.offer([product(storage, "0.3")])

        try await nights.run(at: morning.adding(days: 1))

        #expect(try nights.texts("SELECT rate FROM price") == ["0.3"])
        #expect(try nights.prices().continuousBackup == nil)
    }

    @Test func `a listing that breaks off leaves the list before`() async throws {
        let nights = try PricedNights()
        nights.server.offer([product(storage, "0.306"), product(backup, "0.2448")])
        try await nights.run(at: morning)
        nights.server.offer([product(storage, "0.3"), product(backup, "0.2")])
        nights.server.refuse(at: "1")

        #expect(try await nights.run(at: morning.adding(days: 1)) == .partial)

        #expect(try nights.prices().standard.storage?.rate == Rate("0.306"))
        #expect(try nights.prices().continuousBackup?.asOf == morning)
        #expect(try nights.texts("SELECT state FROM cell ORDER BY id") == ["complete", "denied-by-iam"])
        nights.server.offer([product(storage, "0.3")])
        try await nights.run(at: morning.adding(days: 2))
        #expect(try nights.texts("SELECT rate FROM price") == ["0.3"])
    }

    @Test func `a night that is stopped between pages goes on, and leaves the same rows`() async throws {
        let (whole, stopped) = (try PricedNights(), try PricedNights())
        let products = [product(storage, "0.306"), product(backup, "0.2448"), product("EUC1-X", "1")]
        whole.server.offer(products)
        stopped.server.offer(products)
        try await whole.run(at: morning)
        let stop = StopSwitch()
        stopped.server.whenAsked { stop.turnOn() }

        await #expect(throws: (any Error).self) { try await stopped.run(at: morning, until: stop) }
        #expect(try stopped.prices().standard.storage?.source == .embedded)
        #expect(try await stopped.run(at: morning) == .complete)

        let query: SQL = "SELECT rate_code || ' ' || rate || run || sku || published || tier_end FROM price"
        #expect(try stopped.texts(query) == whole.texts(query))
        #expect(stopped.server.asked.count == 3)
        let list: SQL = "SELECT list || published || ' ' || prices || run || ' ' || as_of FROM price_list"
        #expect(try stopped.texts(list) == whole.texts(list))
        #expect(try stopped.texts("SELECT CAST(rows AS TEXT) FROM cell") == ["3"])
    }

    @Test func `a listing that has to begin again keeps nothing of the list before`() async throws {
        let nights = try PricedNights()
        nights.server.offer([product(storage, "0.306"), product("EUC1-Gone", "1"), product(backup, "0.2448")])
        let stop = StopSwitch()
        nights.server.whenAsked { stop.turnOn() }
        await #expect(throws: (any Error).self) { try await nights.run(at: morning, until: stop) }
        nights.server.replace(with: [product(storage, "0.3"), product(backup, "0.2")])

        #expect(try await nights.run(at: morning.adding(days: 1)) == .complete)

        #expect(try nights.texts("SELECT rate FROM price ORDER BY rate") == ["0.2", "0.3"])
        #expect(try nights.texts("SELECT rows || state FROM cell") == ["2complete"])
    }

    @Test func `who may not ask has the prices that are carried, and a gap`() async throws {
        let nights = try PricedNights()
        nights.server.refuse(at: "0")

        #expect(try await nights.run(at: morning) == .partial)

        #expect(try nights.texts("SELECT state FROM cell") == ["denied-by-iam"])
        #expect(try nights.prices().standard.storage?.source == .embedded)
    }

    @Test func `prices of another region are refused`() async throws {
        let nights = try PricedNights()
        nights.server.offer([
            PriceListServer.product(storage, "0.25", region: "us-east-1", published: "2026-11-01")
        ])

        try await nights.run(at: morning)

        #expect(try nights.texts("SELECT state FROM cell") == ["failed"])
        #expect(try nights.texts("SELECT rate FROM price") == [])
    }

    @Test func `a list without products is one, and nothing is carried in its place`() async throws {
        let nights = try PricedNights()
        nights.server.offer([])

        try await nights.run(at: morning)

        #expect(try nights.texts("SELECT state FROM cell") == ["empty"])
        #expect(try nights.prices().standard.storage == nil)
    }

    @Test(arguments: ["us-gov-west-1", "us-iso-east-1"])
    func `a partition without a price list is told as such`(region: String) async throws {
        var nights = try PricedNights()
        nights.region = region

        try await nights.run(at: morning)

        #expect(try nights.texts("SELECT state FROM cell") == ["unsupported"])
        #expect(nights.server.asked == [])
        #expect(Pricing.home(of: .china) == "cn-northwest-1")
    }

    @Test func `an answer without its list, or with a product that cannot be read, is no answer`() {
        for body in [
            "{}", #"{"PriceList":["{"]}"#, #"{"PriceList":["{}"]}"#, #"{"PriceList":[{}]}"#,
            #"{"PriceList":["{\"product\":{\"sku\":\"A\"},\"publicationDate\":\"soon\"}"]}"#,
        ] {
            #expect(throws: DecodingFailure.self) {
                try Pricing.GetProducts.decode(HTTPResponse(status: 200, body: Array(body.utf8)))
            }
        }
    }

    @Test func `a price in several currencies is several lines, and one without any is kept`() throws {
        let body = #"""
            {"PriceList":["{\"product\":{\"sku\":\"A\"},\"terms\":{\"OnDemand\":{\"o\":{\"priceDimensions\":{\"d\":\#
            {\"pricePerUnit\":{\"USD\":\"1.50\",\"CNY\":10.5}},\"e\":{\"unit\":\"X\",\"pricePerUnit\":{}}}}}}}"]}
            """#

        let prices = try Pricing.GetProducts.decode(HTTPResponse(status: 200, body: Array(body.utf8))).prices

        #expect(prices.map(\.currency) == ["USD", "CNY", ""])
        #expect(prices.map(\.rate) == ["1.50", "10.5", ""])
        #expect(prices.map(\.rateCode) == ["d", "d", "e"])
        #expect(prices.map(\.unit) == [nil, nil, "X"])
    }
}
