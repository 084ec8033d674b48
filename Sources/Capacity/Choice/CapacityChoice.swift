/// Chooses the capacity of a table or an index: each dimension alone, and then both together.
///
/// They share the allowance of decreases. Where a dimension throttles because the other used it, its minimum
/// is raised; where it becomes dearer than fixed capacity, it is fixed.
struct CapacityChoice {
    private var reads: Side
    private var writes: Side

    /// What one dimension is to be.
    private struct Side {
        let fixed: Int
        let tolerated: Int
        let ceiling: Int
        private var raises = 0
        var scaled: ScalingSetting?
        var outcome = SimulatedCapacity()

        init(_ demand: borrowing Demand, tolerated: Int) {
            self.tolerated = tolerated
            fixed = FixedCapacity(demand, tolerated: tolerated).capacity
            let search = ScalingSearch(demand, fixed: fixed, tolerated: tolerated)
            scaled = search.best
            ceiling = fixed * demand.minutes
        }

        var setting: ScalingSetting { scaled ?? .fixed(fixed) }

        /// Raises the minimum, or gives scaling up where it would reach the fixed capacity.
        mutating func raise(to minimum: Int) {
            guard let old = scaled else { return }
            raises += 1
            let next = max(minimum, ScalingSearch.minimum(after: old.minimum, raises: raises, fixed: fixed))
            guard next < fixed else { return scaled = nil }
            scaled = ScalingSetting(target: old.target, minimum: next, maximum: old.maximum)
        }

        /// Keeps an outcome, and tells whether scaling is still worth it.
        mutating func keep(_ outcome: SimulatedCapacity) -> Bool {
            self.outcome = outcome
            guard scaled != nil, outcome.unitMinutes >= ceiling else { return true }
            scaled = nil
            return false
        }

        func plan(_ demand: borrowing Demand, warm: Int) -> DimensionPlan {
            var plan = DimensionPlan(
                minutes: demand.minutes, fixed: fixed, scaled: nil, onDemand: OnDemandUse(demand, warm: warm))
            guard let scaled else { return plan }
            let setting = ScalingSetting(
                target: scaled.target, minimum: scaled.minimum,
                maximum: ScaledPlan.headroom * outcome.largest)
            plan.scaled = ScaledPlan(setting: setting, outcome: outcome)
            return plan
        }
    }

    init(_ readDemand: borrowing Demand, _ writeDemand: borrowing Demand, _ options: CapacityOptions) {
        reads = Side(readDemand, tolerated: options.tolerated(of: readDemand))
        writes = Side(writeDemand, tolerated: options.tolerated(of: writeDemand))
        while !agrees(readDemand, writeDemand) {}
    }

    /// Simulates both; where that changes the mind about one of them, they have to be simulated again.
    private mutating func agrees(_ readDemand: borrowing Demand, _ writeDemand: borrowing Demand) -> Bool {
        if reads.scaled == nil, writes.scaled == nil { return true }
        let simulation = Simulation(
            reads: reads.setting, over: readDemand, tolerated: reads.tolerated,
            writes: writes.setting, over: writeDemand, tolerated: writes.tolerated)
        switch simulation.breach {
        case .reads:
            reads.raise(to: simulation.reads.nextMinimum(in: readDemand))
            return false
        case .writes:
            writes.raise(to: simulation.writes.nextMinimum(in: writeDemand))
            return false
        case nil:
            let readsAgree = reads.keep(simulation.reads.outcome)
            return writes.keep(simulation.writes.outcome) && readsAgree
        }
    }

    func plan(
        _ readDemand: borrowing Demand, _ writeDemand: borrowing Demand, _ options: CapacityOptions
    ) -> CapacityPlan {
        CapacityPlan(
            minutes: readDemand.minutes,
            reads: reads.plan(readDemand, warm: options.warmReads ?? 12_000),
            writes: writes.plan(writeDemand, warm: options.warmWrites ?? 4_000))
    }
}
