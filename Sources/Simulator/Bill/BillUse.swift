/// Something that is billed by the day, whatever the service.
struct BillUse {
    var product: String
    var productName: String
    var usageType: String
    var operation: String
    var unit: String
    var family: String
    var group: String?
    /// In 10⁻¹⁰ dollars.
    var rate: Int
    var sku: String
    var rateCode: String
    var description: String
    var prices: RegionPrices
}

extension BillUse {
    /// A use of DynamoDB, as the price list has it.
    init(_ use: PricedUse, _ prices: RegionPrices, _ simulation: Simulation) {
        let product = PriceProduct(use, prices, simulation)
        self.init(
            product: "AmazonDynamoDB", productName: "Amazon DynamoDB", usageType: prices.usageType(use),
            operation: use.operation, unit: use.unit, family: use.family, group: use.group,
            rate: prices.rate(use), sku: product.sku, rateCode: product.rateCode,
            description: Self.sentence(prices.rate(use), use.unit, prices), prices: prices)
    }

    /// The same within the free tier.
    func free(_ use: PricedUse, _ simulation: Simulation) -> BillUse {
        var free = self
        free.rate = 0
        free.rateCode = PriceProduct(use, prices, simulation).freeRateCode
        free.description = "$0.00 per \(unit), free tier, \(prices.location)"
        return free
    }

    static func sentence(_ rate: Int, _ unit: String, _ prices: RegionPrices) -> String {
        var digits: [UInt8] = []
        digits.append(moneyOf: rate)
        return "$\(String(decoding: digits, as: UTF8.self)) per \(unit), \(prices.location)"
    }

    /// A use of another service, whose prices nobody asks for.
    init(
        _ product: String, _ name: String, _ usageType: String, _ operation: String, unit: String,
        family: String, rate: Int, _ prices: RegionPrices, _ simulation: Simulation
    ) {
        let draw = simulation.draw.at("sku").at(text: product + usageType).at(text: prices.region)
        let sku = Alphabet.base32.text(draw.bytes(10))
        let rate = prices.scaled(rate)
        self.init(
            product: product, productName: name, usageType: prices.usageType(usageType), operation: operation,
            unit: unit, family: family, rate: rate, sku: sku,
            rateCode: "\(sku).\(PriceProduct.onDemand).6YS6EN2CT7",
            description: Self.sentence(rate, unit, prices), prices: prices)
    }

    /// The columns that it fills.
    var values: [BillColumn: String] {
        var digits: [UInt8] = []
        digits.append(moneyOf: rate)
        let price = String(decoding: digits, as: UTF8.self)
        digits.removeAll()
        digits.append(moneyOf: BillRates.net(rate))
        var values: [BillColumn: String] = [
            .kind: "Usage", .product: product, .usageType: usageType, .operation: operation, .rate: price,
            .blendedRate: price, .netRate: String(decoding: digits, as: UTF8.self),
            .description: description, .productName: productName, .location: prices.location,
        ]
        values[.family] = family
        values[.group] = group
        values[.region] = prices.region
        values[.regionCode] = prices.region
        values[.service] = product
        values[.sku] = sku
        values[.rateCode] = rateCode
        values[.listRate] = price
        values[.term] = "OnDemand"
        values[.unit] = unit
        values[.priceCurrency] = "USD"
        return values
    }
}
