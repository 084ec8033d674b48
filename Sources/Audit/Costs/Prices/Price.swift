import Formats

/// One line of a price list: what a unit of a product costs, in one tier of one term, in one currency.
///
/// It is kept as the list writes it, whatever this program makes of it. What the list does not say is nil.
package struct Price: Equatable, Sendable {
    package var sku: String
    /// What the bill names as well, such as `SKU.JRTCKXETXF.6YS6EN2CT7`.
    package var rateCode: String
    /// The exact decimal text of the list.
    package var rate: String
    /// `USD`, or `CNY` in China.
    package var currency: String
    package var usageType: String?
    package var operation: String?
    package var family: String?
    package var group: String?
    package var unit: String?
    package var term = Term()
    /// Where the tier begins and ends in units, as the list writes it: the last ends at `Inf`.
    package var begin: String?
    package var end: String?
    /// When the list was published that this line comes from.
    package var published: Timestamp?
    package var version: String?

    /// On what terms a price is had.
    package struct Term: Hashable, Sendable {
        package static let onDemand = "OnDemand"
        package static let reserved = "Reserved"

        /// `OnDemand` or `Reserved`.
        package var kind = Term.onDemand
        /// The offer, by AWS's code: one product may have several.
        package var offer: String?
        /// `1yr` or `3yr`.
        package var lease: String?
        package var purchaseOption: String?
        package var offeringClass: String?
        package var effective: Timestamp?

        package init() {}
    }

    package init(sku: String, rateCode: String, rate: String, currency: String) {
        self.sku = sku
        self.rateCode = rateCode
        self.rate = rate
        self.currency = currency
    }
}
