/// One offer of reserved capacity: what a block of units costs for so many years.
package struct ReservedTerm: Equatable, Sendable {
    package var years: Int
    /// Paid once for a block.
    package var upfront: Double
    /// Paid for a block in every hour.
    package var hourly: Double
    /// The units of a block.
    package var block: Int

    package init(years: Int, upfront: Double, hourly: Double, block: Int = 100) {
        (self.years, self.upfront, self.hourly, self.block) = (max(1, years), upfront, hourly, max(1, block))
    }

    package static let hoursPerYear = 8760

    /// What a unit costs an hour, the upfront payment spread over the term.
    package var unitHour: Double {
        (upfront / Double(Self.hoursPerYear * years) + hourly) / Double(block)
    }
}
