/// What a dimension would consume on demand, and whether on demand would serve it at once.
package struct OnDemandUse: Equatable, Sendable {
    /// The half units to pay.
    package var halves = 0
    /// How many minutes demanded more than on demand serves at once.
    package var minutesAtRisk = 0
    /// The most units a second of any minute.
    package var peak = 0.0
}

extension OnDemandUse {
    /// On demand serves at once the warm throughput, or twice the largest minute so far, whichever is more.
    ///
    /// AWS, November 2026: a table without a warm throughput of its own starts with 4,000 writes and 12,000
    /// reads a second. Twice the previous peak is promised when the growth takes 30 minutes or more; a minute
    /// above it may be throttled, and need not be.
    init(_ demand: borrowing Demand, warm: Int) {
        halves = demand.halves
        peak = Double(demand.peak) / Double(Demand.halvesPerUnit)
        let warmHalves = warm * Demand.halvesPerUnit
        guard Int(demand.peak) > warmHalves else { return }
        var (limit, largest) = (warmHalves, 0)
        var minute = 0
        while minute < demand.minutes {
            let value = Int(demand.demand[minute])
            if value > limit { minutesAtRisk += 1 }
            if value > largest {
                largest = value
                limit = max(limit, 2 * value)
            }
            minute += 1
        }
    }
}
