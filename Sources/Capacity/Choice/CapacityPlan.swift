/// What the capacity of one table or one index should be, in each way to have it.
///
/// Quantities are exact whole numbers, so that whoever knows the prices reckons exact money.
package struct CapacityPlan: Equatable, Sendable {
    /// The minutes of the window.
    package var minutes: Int
    package var reads: DimensionPlan
    package var writes: DimensionPlan
}

/// What the capacity of the reads or the writes should be.
package struct DimensionPlan: Equatable, Sendable {
    package var minutes: Int
    /// The smallest capacity that serves the window as it was, with burst credits, and does not change.
    package var fixed: Int
    /// Scaling that costs less than the fixed capacity; nil if none does.
    package var scaled: ScaledPlan?
    package var onDemand: OnDemandUse

    /// The unit minutes of the fixed capacity.
    package var fixedUnitMinutes: Int { fixed * minutes }
    /// The unit minutes of what costs least of scaled and fixed capacity.
    package var provisionedUnitMinutes: Int { scaled?.outcome.unitMinutes ?? fixedUnitMinutes }
}

/// A setting of target tracking, and what it would have done in the window.
package struct ScaledPlan: Equatable, Sendable {
    /// How much larger the maximum is than the largest capacity that the window needed.
    ///
    /// A maximum costs nothing until it is used, and twice the peak is what on demand would serve at once.
    package static let headroom = 2

    package var setting: ScalingSetting
    /// As simulated together with the other dimension.
    package var outcome: SimulatedCapacity
}
