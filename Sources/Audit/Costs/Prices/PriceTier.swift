import Formats

/// What a unit costs from one amount of use to another.
package struct PriceTier: Equatable, Sendable {
    /// The units before the tier.
    package var begin: Rate
    /// The units where it ends; nil for the last.
    package var end: Rate?
    package var rate: Rate
    /// The line of the price list.
    package var rateCode: String

    package init(from begin: Rate, to end: Rate?, at rate: Rate, rateCode: String) {
        self.begin = begin
        self.end = end
        self.rate = rate
        self.rateCode = rateCode
    }
}

extension [PriceTier] {
    /// What a quantity costs, exactly: each part of it at the rate of the tier that it falls in.
    ///
    /// A quantity in parts of the unit, such as minutes where the list has hours, gives an amount in those parts.
    /// Every tier has to follow the one before.
    package func amount(of quantity: Rate, per parts: Int = 1) throws(DecimalFailure) -> Rate {
        var total = Rate.zero
        let parts = Rate(parts)
        for tier in self {
            let begin = try tier.begin * parts
            guard quantity > begin else { break }
            var end = quantity
            if let limit = tier.end { end = Swift.min(quantity, try limit * parts) }
            total = try total + tier.rate * (end - begin)
        }
        return total
    }

    /// What a quantity costs as money, rounded once.
    package func cost(
        of quantity: Rate, per parts: Int = 1, _ rounding: Rounding = .halfEven
    ) throws(DecimalFailure) -> Money {
        try amount(of: quantity, per: parts).money(dividedBy: parts, rounding)
    }
}
