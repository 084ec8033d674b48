import Formats

/// One product of the price list, in the text that AWS puts into its answer as a string.
struct PriceProduct {
    let use: PricedUse
    let prices: RegionPrices
    let sku: String

    static let onDemand = "JRTCKXETXF"

    init(_ use: PricedUse, _ prices: RegionPrices, _ simulation: Simulation) {
        (self.use, self.prices) = (use, prices)
        let draw = simulation.draw.at("sku").at(text: use.rawValue).at(text: prices.region)
        sku = Alphabet.base32.text(draw.bytes(10))
    }

    /// The code of what is paid beyond the free tier, by which a bill names its rate.
    var rateCode: String { "\(sku).\(Self.onDemand).6YS6EN2CT7" }

    var freeRateCode: String { "\(sku).\(Self.onDemand).7SEF7MDN4C" }

    /// What a price may be asked for by.
    var attributes: [(name: String, value: String)] {
        var attributes = [
            ("regionCode", prices.region), ("servicecode", "AmazonDynamoDB"), ("locationType", "AWS Region"),
            ("location", prices.location), ("servicename", "Amazon DynamoDB"),
            ("operation", use.unit == "GB-Mo" || use.unit == "GB" ? "" : use.operation),
            ("usagetype", prices.usageType(use)),
        ]
        if let group = use.group { attributes.append(("group", group)) }
        if let volume = use.volume { attributes.append(("volumeType", volume)) }
        return attributes
    }

    var text: String {
        Self.text("AmazonDynamoDB", use.family, attributes, sku) { writer in terms(&writer) }
    }

    /// A product of any service, whose terms the closure writes.
    static func text(
        _ service: String, _ family: String, _ attributes: [(name: String, value: String)], _ sku: String,
        terms: (inout JSONWriter) -> Void
    ) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("product")
            writer.object { writer in
                writer.field("productFamily", family)
                writer.key("attributes")
                writer.object { writer in
                    for (name, value) in attributes { writer.field(name, value) }
                }
                writer.field("sku", sku)
            }
            writer.field("serviceCode", service)
            writer.key("terms")
            writer.object { writer in terms(&writer) }
            writer.field("version", "20261101000000")
            writer.field("publicationDate", "2026-11-01T00:00:00Z")
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension PriceProduct {
    /// One price within a term.
    struct Dimension {
        var code: String
        var unit: String
        var begin: String?
        var end: String?
        var rate: Int
        var description: String
    }

    private func terms(_ writer: inout JSONWriter) {
        writer.key("OnDemand")
        writer.object { $0.term(sku, Self.onDemand, onDemandDimensions, []) }
        let offers = [(years: 1, code: "YTVHEVGPBZ"), (years: 3, code: "NQ3QZPMQV9")]
        guard use.reserved(years: 1) != nil else { return }
        writer.key("Reserved")
        writer.object { writer in
            for offer in offers {
                guard let (upfront, hourly) = use.reserved(years: offer.years) else { continue }
                let fee = Dimension(
                    code: "2TG2D8R56U", unit: "Quantity", rate: prices.scaled(upfront),
                    description: "Upfront Fee")
                let hour = Dimension(
                    code: "6YS6EN2CT7", unit: use.unit, begin: "0", end: "Inf",
                    rate: prices.scaled(hourly / 100), description: "\(use.unit) used this month, reserved")
                writer.term(
                    sku, offer.code, [fee, hour],
                    [
                        ("LeaseContractLength", "\(offer.years)yr"), ("OfferingClass", "standard"),
                        ("PurchaseOption", "Heavy Utilization"),
                    ])
            }
        }
    }

    private var onDemandDimensions: [Dimension] {
        let rate = prices.rate(use)
        let paid = Dimension(
            code: "6YS6EN2CT7", unit: use.unit, begin: use.free.map(String.init) ?? "0", end: "Inf",
            rate: rate, description: "$\(Money(units: Int64(rate))) per \(use.unit) (\(prices.location))")
        guard let free = use.free else { return [paid] }
        let gift = Dimension(
            code: "7SEF7MDN4C", unit: use.unit, begin: "0", end: String(free), rate: 0,
            description: "$0.00 per \(use.unit) for the first \(free) of a month (free tier)")
        return [gift, paid]
    }
}

extension JSONWriter {
    mutating func term(
        _ sku: String, _ offer: String, _ dimensions: [PriceProduct.Dimension],
        _ attributes: [(String, String)]
    ) {
        key("\(sku).\(offer)")
        object { writer in
            writer.key("priceDimensions")
            writer.object { writer in
                for dimension in dimensions { writer.dimension(dimension, "\(sku).\(offer)") }
            }
            writer.field("sku", sku)
            writer.field("effectiveDate", "2026-11-01T00:00:00Z")
            writer.field("offerTermCode", offer)
            writer.key("termAttributes")
            writer.object { writer in
                for (name, value) in attributes { writer.field(name, value) }
            }
        }
    }

    private mutating func dimension(_ dimension: PriceProduct.Dimension, _ term: String) {
        let code = "\(term).\(dimension.code)"
        key(code)
        object { writer in
            writer.field("unit", dimension.unit)
            if let end = dimension.end { writer.field("endRange", end) }
            writer.field("description", dimension.description)
            writer.key("appliesTo")
            writer.array { _ in }
            writer.field("rateCode", code)
            if let begin = dimension.begin { writer.field("beginRange", begin) }
            writer.key("pricePerUnit")
            writer.object { writer in
                var digits: [UInt8] = []
                digits.append(moneyOf: dimension.rate)
                writer.field("USD", String(decoding: digits, as: UTF8.self))
            }
        }
    }
}
