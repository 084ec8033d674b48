import Formats

/// The prices that this program carries, for runs that may not ask for them.
///
/// They are public list prices as others have read them, each line of the tables with its date. What no source was
/// found for is not there, and its price is unknown.
package enum EmbeddedPrices {
    /// When the tables were put together.
    package static let date = Timestamp(day: 20_783)  // 2026-11-26

    /// What a column of a table holds.
    struct Column: Sendable {
        var usageType: String
        var unit: String
        /// How the table abbreviates: `e-6` for prices of a million.
        var exponent = ""
        /// How many units a month are free.
        var free: Int?
        var lease: String?
        var group: String?
    }

    /// The prices of a line of a table: the columns of its words, of which `-` is a price that is not known.
    static func prices(
        _ words: [Substring], _ columns: [Column], region: String, code: String, published: Timestamp?
    ) -> [Price] {
        var prices: [Price] = []
        for (word, column) in zip(words, columns) where word != "-" {
            // A word that is no number stays one that is no price.
            let rate = (try? Rate(word + column.exponent))?.description ?? ""
            let sku = "embedded." + region + "." + column.usageType
            var price = Price(sku: sku, rateCode: sku + (column.lease ?? ""), rate: rate, currency: "USD")
            price.usageType = code + "-" + column.usageType
            price.unit = column.unit
            price.group = column.group
            price.published = published
            (price.begin, price.end) = ("0", "Inf")
            if let lease = column.lease {
                price.rateCode = sku + "." + lease + "." + column.unit
                price.term.kind = Price.Term.reserved
                (price.term.lease, price.term.offer) = (lease, lease)
                if column.unit == "Quantity" { (price.begin, price.end) = (nil, nil) }
            }
            if let free = column.free {
                prices.append(Self.free(free, before: &price))
            }
            prices.append(price)
        }
        return prices
    }

    /// The tier that costs nothing, before the one of a price.
    private static func free(_ units: Int, before price: inout Price) -> Price {
        var free = price
        (free.rate, free.rateCode, free.end) = ("0", price.rateCode + ".free", String(units))
        price.begin = free.end
        return free
    }
}
