/// Where series are reckoned with, one resource after the other, in memory that is used again.
///
///     var bench = Workbench()
///     let statistics = bench.statistics(of: consumed)
///     let plan = bench.plan(reads: reads, writes: writes)
package struct Workbench: ~Copyable {
    var selection = Selection()
    var reads = Demand()
    var writes = Demand()

    package init() {}

    /// What a consumed series amounts to.
    package mutating func statistics(of consumed: borrowing Samples) -> Statistics {
        Statistics(consumed, by: &selection)
    }

    /// How much of the provisioned capacity was consumed; nil where none was provisioned or nothing is known.
    ///
    /// The snapshot is the capacity that the table has now; it stands in for steps before the first that is
    /// told.
    package mutating func utilisation(
        of consumed: borrowing Samples, provisioned: borrowing Samples, snapshot: Double? = nil
    ) -> Utilisation? {
        Utilisation(consumed: consumed, provisioned: provisioned, snapshot: snapshot, by: &selection)
    }
}
