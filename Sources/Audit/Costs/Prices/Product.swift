import AWS
import Formats

/// One product of a price list: JSON text of its own, within the JSON of the answer.
///
///     { "product": { "sku": …, "productFamily": …, "attributes": { "usagetype": …, … } },
///       "terms": { "OnDemand": { OFFER: { "priceDimensions": { CODE: { "unit": …, "pricePerUnit": … } } } } },
///       "version": …, "publicationDate": … }
struct Product {
    /// The region that it is sold in; nil where it does not say.
    var region: String?
    private var sku: String?
    private var family: String?
    private var usageType: String?
    private var operation: String?
    private var group: String?
    private var published: Timestamp?
    private var version: String?
    private var offers: [Offer] = []

    init(_ text: String) throws(DecodingFailure) {
        self = try JSONReader.read(Array(text.utf8)) { reader in
            var product = Product()
            try reader.members { key, reader in
                switch key {
                case "product": try product.readProduct(&reader)
                case "terms": try product.readTerms(&reader)
                case "version": product.version = try reader.string()
                case "publicationDate": product.published = try reader.timestamp()
                default: break
                }
            }
            return product
        }
    }

    private init() {}

    /// Its prices, in the order of the text: one for each offer, dimension and currency.
    func prices() throws(DecodingFailure) -> [Price] {
        guard let sku else { throw DecodingFailure("a product without a sku") }
        var prices: [Price] = []
        for offer in offers {
            for dimension in offer.dimensions {
                for (currency, rate) in dimension.rates {
                    var price = Price(
                        sku: sku, rateCode: dimension.rateCode, rate: rate, currency: currency)
                    (price.usageType, price.operation, price.family) = (usageType, operation, family)
                    (price.group, price.unit, price.term) = (group, dimension.unit, offer.term)
                    (price.begin, price.end) = (dimension.begin, dimension.end)
                    (price.published, price.version) = (published, version)
                    prices.append(price)
                }
            }
        }
        return prices
    }

    private mutating func readProduct(_ reader: inout JSONReader) throws {
        try reader.members { key, reader in
            switch key {
            case "sku": sku = try reader.string()
            case "productFamily": family = try reader.string()
            case "attributes": try readAttributes(&reader)
            default: break
            }
        }
    }

    private mutating func readAttributes(_ reader: inout JSONReader) throws {
        try reader.members { key, reader in
            switch key {
            case "regionCode": region = try reader.string()
            case "usagetype": usageType = try reader.string()
            case "operation": operation = try reader.string()
            case "group": group = try reader.string()
            default: break
            }
        }
    }

    private mutating func readTerms(_ reader: inout JSONReader) throws {
        try reader.members { kind, reader in
            let kind = String(kind)
            try reader.members { _, reader in offers.append(try Offer(kind, &reader)) }
        }
    }
}

/// One offer of a product: its terms, and the price of each tier.
private struct Offer {
    var term = Price.Term()
    var dimensions: [Dimension] = []

    init(_ kind: String, _ reader: inout JSONReader) throws {
        term.kind = kind
        try reader.members { key, reader in
            switch key {
            case "offerTermCode": term.offer = try reader.string()
            case "effectiveDate": term.effective = try reader.timestamp()
            case "termAttributes": try readAttributes(&reader)
            case "priceDimensions":
                try reader.members { key, reader in
                    dimensions.append(try Dimension(String(key), &reader))
                }
            default: break
            }
        }
    }

    private mutating func readAttributes(_ reader: inout JSONReader) throws {
        try reader.members { key, reader in
            switch key {
            case "LeaseContractLength": term.lease = try reader.string()
            case "PurchaseOption": term.purchaseOption = try reader.string()
            case "OfferingClass": term.offeringClass = try reader.string()
            default: break
            }
        }
    }
}

/// One tier of an offer, or its upfront fee.
private struct Dimension {
    var rateCode: String
    var unit: String?
    var begin: String?
    var end: String?
    /// By currency; a tier without any has one that is empty: it is kept, and nobody can take it for free.
    var rates: [(currency: String, rate: String)] = []

    init(_ key: String, _ reader: inout JSONReader) throws {
        rateCode = key
        try reader.members { key, reader in
            switch key {
            case "rateCode": rateCode = try reader.string()
            case "unit": unit = try reader.string()
            case "beginRange": begin = try reader.string()
            case "endRange": end = try reader.string()
            case "pricePerUnit":
                rates = try reader.map { reader in
                    try reader.kind() == .string ? try reader.string() : try reader.number()
                }.map { (currency: $0.key, rate: $0.value) }
            default: break
            }
        }
        if rates.isEmpty { rates = [(currency: "", rate: "")] }
    }
}
