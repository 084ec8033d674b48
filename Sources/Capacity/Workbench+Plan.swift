extension Workbench {
    /// The cheapest capacity of a table or an index, in each way to have it.
    package mutating func plan(
        reads readSamples: borrowing Samples, writes writeSamples: borrowing Samples,
        _ options: CapacityOptions = CapacityOptions()
    ) -> CapacityPlan {
        read(readSamples, writeSamples, options)
        return CapacityChoice(reads, writes, options).plan(reads, writes, options)
    }
}
