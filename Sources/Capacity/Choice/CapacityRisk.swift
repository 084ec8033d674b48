/// Why a choice of capacity may turn out wrong: each is a fact about what it was made from.
package enum CapacityRisk: String, CaseIterable, Sendable {
    /// Fewer than 14 days: a peak that comes once a week may be missing.
    case shortWindow
    /// Steps longer than a minute: peaks inside them are unknown, and throttling is told too low.
    case coarseSteps
    /// The highest hour of the week is more than three times the average: what follows the mean throttles then.
    case highPeak
    /// The peak comes on some weekdays only, so that a few days' look does not show it.
    case weeklyPeak
    /// The median day of the second half is at least a fifth above that of the first.
    case growth
    /// On demand does not promise to serve every minute at once.
    case suddenDemand
    /// Steps told nothing and were taken for idle.
    case silentSteps
    /// The fixed capacity serves its highest minute with burst credits, which AWS does not promise.
    case burstCredits

    static let highPeakRatio = 3.0
    static let clearGrowth = 1.2

    /// The risks of one dimension's plan, in the order of their declaration.
    package static func risks(
        of plan: DimensionPlan, from samples: borrowing Samples, _ statistics: Statistics, _ season: Season
    ) -> [CapacityRisk] {
        var risks: [CapacityRisk] = []
        if !season.knowsWeek { risks.append(.shortWindow) }
        if samples.period > 60 { risks.append(.coarseSteps) }
        if season.peakToAverage > highPeakRatio { risks.append(.highPeak) }
        if season.pattern == .weekly { risks.append(.weeklyPeak) }
        if let halves = season.growth?.halves, halves >= clearGrowth { risks.append(.growth) }
        if plan.onDemand.minutesAtRisk > 0 { risks.append(.suddenDemand) }
        if statistics.reported < statistics.steps { risks.append(.silentSteps) }
        if Double(plan.fixed) < plan.onDemand.peak { risks.append(.burstCredits) }
        return risks
    }
}
