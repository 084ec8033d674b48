/// How much reserved capacity to buy for one kind of unit of a region.
///
/// A reservation is paid for in every hour and worth something in those that use it. A further block is worth
/// its price if the share of hours that use it exceeds the reserved price through the on-demand price, so the
/// best number of units is the (1 - reserved/on demand) quantile of the hours. Blocks make a step of it, and
/// the neighbours are compared.
package struct ReservedPurchase: Equatable, Sendable {
    package enum Risk: String, Sendable {
        case low
        case medium
        case high
    }

    package var term: ReservedTerm
    /// How many blocks to buy besides what is owned; zero if none pays.
    package var blocks: Int
    /// The hours that were looked at.
    package var hours: Int
    /// The unit hours of the window that the purchase would have covered.
    package var coveredUnitHours: Int
    /// The unit hours of the window that would have been paid for in vain.
    package var unusedUnitHours: Int
    /// What an hour costs less on average, the upfront payment spread over the term.
    package var savedPerHour: Double
    /// Months until the upfront payment is earned back; nil if it never is.
    package var breakEvenMonths: Double?

    private static let hoursPerMonth = 730.0

    /// The share of what is bought that would not have been used.
    package var unusedShare: Double {
        let bought = coveredUnitHours + unusedUnitHours
        return bought > 0 ? Double(unusedUnitHours) / Double(bought) : 0
    }

    /// How likely the purchase is to be regretted.
    ///
    /// Its money is lost if demand moves away before it is earned back, or if too little of it is used: high
    /// from three quarters of the term or a quarter unused, low up to half of the term and a tenth unused.
    /// Less than 14 days of hours cannot make it low.
    package var risk: Risk {
        guard blocks > 0 else { return .low }
        let term = Double(12 * term.years)
        let earned = breakEvenMonths ?? .infinity
        if earned > 0.75 * term || unusedShare > 0.25 { return .high }
        let isSure = earned <= 0.5 * term && unusedShare <= 0.1 && hours >= 24 * Season.daysForWeek
        return isSure ? .low : .medium
    }

    /// Takes the provisioned units of each hour, the on-demand price of a unit hour, and the units owned
    /// already.
    package init(hours used: [Int], onDemandHour: Double, term: ReservedTerm, owned: Int = 0) {
        self.term = term
        hours = used.count
        let open = used.map { max(0, $0 - max(0, owned)) }.sorted()
        blocks = Self.cheapest(open, onDemandHour: onDemandHour, term: term)
        let units = blocks * term.block
        coveredUnitHours = open.reduce(0) { $0 + min($1, units) }
        unusedUnitHours = units * open.count - coveredUnitHours
        savedPerHour = 0
        guard blocks > 0, hours > 0 else { return }
        let avoided = Double(coveredUnitHours) / Double(hours) * onDemandHour
        savedPerHour = avoided - Double(units) * term.unitHour
        let earned = (avoided - Double(blocks) * term.hourly) * Self.hoursPerMonth
        breakEvenMonths = earned > 0 ? Double(blocks) * term.upfront / earned : nil
    }

    /// The number of blocks that costs least, the smallest of equals.
    ///
    /// The cost is convex in the blocks, so where no neighbour is cheaper, nothing is.
    private static func cheapest(_ open: [Int], onDemandHour: Double, term: ReservedTerm) -> Int {
        guard let most = open.last, onDemandHour > 0, term.unitHour < onDemandHour else { return 0 }
        let share = 1 - term.unitHour / onDemandHour
        let place = min(open.count - 1, max(0, Int(Double(open.count) * share)))
        var best = open[place] / term.block
        func cost(_ blocks: Int) -> Double {
            let units = blocks * term.block
            let rest = open.reduce(0) { $0 + max(0, $1 - units) }
            return Double(units * open.count) * term.unitHour + Double(rest) * onDemandHour
        }
        while best * term.block < most, cost(best + 1) < cost(best) { best += 1 }
        while best > 0, cost(best - 1) <= cost(best) { best -= 1 }
        return best
    }
}
