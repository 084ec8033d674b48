import Formats

/// An offer to pay less for capacity that is used for one or three years.
package struct ReservedCapacity: Equatable, Sendable {
    package enum Capacity: String, Sendable {
        case read, write
    }

    package let capacity: Capacity
    package let years: Int
    /// What is paid at once for each block of units.
    package let upfront: Rate
    /// The line of the price list that has it.
    package let upfrontRateCode: String
    /// What each unit costs an hour besides, used or not.
    package let hourly: UnitPrice

    /// Units are reserved by the hundred:
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/reserved-capacity.html, November 2026.
    package static let block = 100

    /// The hours of the whole term.
    package var hours: Int { years * BillingMonth.hoursPerYear }

    /// What a number of blocks costs over the whole term.
    package func cost(ofBlocks blocks: Int, _ rounding: Rounding = .halfEven) throws(DecimalFailure) -> Money
    {
        try (blockTotal() * Rate(blocks)).money(rounding)
    }

    /// What a number of blocks costs a month, the upfront fee spread over the term.
    package func monthlyCost(
        ofBlocks blocks: Int, _ rounding: Rounding = .halfEven
    ) throws(DecimalFailure) -> Money {
        try (blockTotal() * Rate(blocks)).money(dividedBy: years * 12, rounding)
    }

    private func blockTotal() throws(DecimalFailure) -> Rate {
        try upfront + hourly.rate * Rate(hours * Self.block)
    }

    /// Reads the lines of one offer: a fee for the quantity, and a rate for the hours.
    ///
    /// An offer that saves nothing against the price on demand is one that was misread, as one would that has its
    /// rate for the block and not for the unit.
    init(
        _ lines: [Price], _ capacity: Capacity, _ kind: DynamoDB.Priced, of list: PriceList,
        _ onDemand: UnitPrice?
    ) throws(PriceDoubt) {
        let usageType = lines.first?.usageType ?? kind.rawValue
        let fees = lines.filter { $0.unit == "Quantity" }
        let hours = lines.filter { $0.unit != "Quantity" }
        guard fees.count == 1, let fee = fees.first, let lease = fee.term.lease,
            let years = Self.years(of: lease)
        else { throw .oddReservation(usageType) }
        for line in hours {
            guard let unit = line.unit, kind.units.contains(unit) else {
                throw .unknownUnit(usageType, unit: line.unit)
            }
        }
        self.capacity = capacity
        self.years = years
        upfrontRateCode = fee.rateCode
        do { upfront = try Rate(fee.rate) } catch { throw .unreadable(usageType) }
        hourly = try UnitPrice(hours, of: list)
        guard upfront >= .zero, hourly.tiers.count == 1 else { throw .oddReservation(usageType) }
        guard let onDemand else { return }
        do throws(DecimalFailure) {
            let full = try onDemand.rate * Rate(self.hours * Self.block)
            guard try blockTotal() < full else { throw .outOfRange }
        } catch {
            throw .oddReservation(usageType)
        }
    }

    private static func years(of lease: String) -> Int? {
        switch lease {
        case "1yr", "1 yr": 1
        case "3yr", "3 yr": 3
        default: nil
        }
    }
}
