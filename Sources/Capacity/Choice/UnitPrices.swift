/// What units cost, to compare ways to have capacity; money that is told is reckoned exactly elsewhere.
package struct UnitPrices: Equatable, Sendable {
    /// One unit of capacity for an hour.
    package var readHour: Double
    package var writeHour: Double
    /// One unit on demand.
    package var read: Double
    package var write: Double

    package init(readHour: Double, writeHour: Double, read: Double, write: Double) {
        (self.readHour, self.writeHour) = (readHour, writeHour)
        (self.read, self.write) = (read, write)
    }
}

/// A way to have capacity.
///
/// A table and its indexes share the billing mode, so on demand is chosen for all of them or for none;
/// whether provisioned capacity scales is chosen for each dimension.
package enum CapacityMode: String, CaseIterable, Sendable {
    case onDemand
    case fixed
    /// Each dimension scaled where that costs less than fixed.
    case scaled
}

extension CapacityPlan {
    /// What the window costs in a mode.
    package func cost(_ mode: CapacityMode, at prices: UnitPrices) -> Double {
        switch mode {
        case .onDemand:
            Double(reads.onDemand.halves) / 2 * prices.read + Double(writes.onDemand.halves) / 2
                * prices.write
        case .fixed:
            Self.cost(reads.fixedUnitMinutes, writes.fixedUnitMinutes, prices)
        case .scaled:
            Self.cost(reads.provisionedUnitMinutes, writes.provisionedUnitMinutes, prices)
        }
    }

    private static func cost(_ reads: Int, _ writes: Int, _ prices: UnitPrices) -> Double {
        Double(reads) / 60 * prices.readHour + Double(writes) / 60 * prices.writeHour
    }
}

extension CapacityMode {
    /// The mode that costs a table and its indexes least; of equals the one that needs the least care.
    package static func cheapest(of plans: [CapacityPlan], at prices: UnitPrices) -> CapacityMode {
        var best = (mode: CapacityMode.onDemand, cost: Double.infinity)
        for mode in allCases {
            let cost = plans.reduce(0) { $0 + $1.cost(mode, at: prices) }
            if cost < best.cost { best = (mode, cost) }
        }
        return best.mode
    }
}
