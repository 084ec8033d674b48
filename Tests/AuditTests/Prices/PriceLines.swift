import Formats

@testable import Audit

/// Lines of a price list that a test makes up.
struct PriceLines {
    var region = "eu-central-1"
    var prices: [Price] = []

    static let asOf = Timestamp(seconds: 1_795_219_200)

    var list: PriceList {
        PriceList(service: "AmazonDynamoDB", region: region, source: .api, asOf: Self.asOf, prices: prices)
    }

    var dynamoDB: DynamoDBPrices { DynamoDBPrices(region: region, list) }

    /// Adds one tier of a product that is known by its usage type.
    @discardableResult
    mutating func add(
        _ usageType: String, unit: String?, _ rate: String, from begin: String? = "0",
        to end: String? = "Inf",
        _ change: (inout Price) -> Void = { _ in }
    ) -> PriceLines {
        var price = Price(
            sku: "SKU-" + usageType, rateCode: "CODE-\(prices.count)", rate: rate, currency: "USD")
        (price.usageType, price.unit, price.begin, price.end) = (usageType, unit, begin, end)
        change(&price)
        prices.append(price)
        return self
    }
}
