import Formats

/// What a unit of something costs in a region, and the lines of the price list that say so.
package struct UnitPrice: Equatable, Sendable {
    package var sku: String
    /// As the bill calls it, such as `EUC1-ReadRequestUnits`.
    package var usageType: String
    package var unit: String
    package var currency: String
    /// From nothing to infinity, each beginning where the one before ends: at least one.
    package let tiers: [PriceTier]
    /// Where the list comes from, and when it was published and read.
    package var source: PriceList.Source
    package var published: Timestamp?
    package var asOf: Timestamp

    /// What a unit costs beyond all that is free: the first tier that is not.
    package var rate: Rate { paid.rate }

    /// The line of the price list that has the rate.
    package var rateCode: String { paid.rateCode }

    /// How many units a month are free, for each payer and region; zero where none are.
    package var free: Rate { paid.begin }

    private var paid: PriceTier { tiers.first { $0.rate > .zero } ?? tiers[tiers.count - 1] }

    /// What a quantity costs beyond all that is free, for what is one part of a payer's use of the region.
    package func cost(
        of quantity: Rate, per parts: Int = 1, _ rounding: Rounding = .halfEven
    ) throws(DecimalFailure) -> Money {
        try (rate * quantity).money(dividedBy: parts, rounding)
    }

    /// What all that a payer used in the region in a month costs, the free units taken off.
    package func costOfMonth(
        of quantity: Rate, per parts: Int = 1, _ rounding: Rounding = .halfEven
    ) throws(DecimalFailure) -> Money {
        try tiers.cost(of: quantity, per: parts, rounding)
    }

    /// Reads the lines that have the price of one product on one term.
    init(_ lines: [Price], of list: PriceList) throws(PriceDoubt) {
        guard let first = lines.first else { throw .brokenTiers("") }
        sku = first.sku
        usageType = first.usageType ?? ""
        unit = first.unit ?? ""
        currency = first.currency
        source = list.source
        published = first.published ?? list.published
        asOf = list.asOf
        tiers = try Self.tiers(lines, of: usageType)
    }

    private static func tiers(_ lines: [Price], of usageType: String) throws(PriceDoubt) -> [PriceTier] {
        var tiers: [PriceTier] = []
        for line in lines { tiers.append(try tier(line, of: usageType)) }
        tiers.sort { $0.begin < $1.begin }
        var reached: Rate? = .zero
        for tier in tiers {
            guard let before = reached, tier.begin == before else { throw .brokenTiers(usageType) }
            if let end = tier.end, end <= tier.begin { throw .brokenTiers(usageType) }
            reached = tier.end
        }
        guard reached == nil else { throw .brokenTiers(usageType) }
        return tiers
    }

    private static func tier(_ line: Price, of usageType: String) throws(PriceDoubt) -> PriceTier {
        guard let begin = line.begin, let end = line.end else { throw .brokenTiers(usageType) }
        do {
            let rate = try Rate(line.rate)
            guard rate >= .zero else { throw DecodingFailure("a price below zero") }
            return PriceTier(
                from: try Rate(begin), to: end == "Inf" ? nil : try Rate(end), at: rate,
                rateCode: line.rateCode)
        } catch {
            throw .unreadable(usageType)
        }
    }
}
