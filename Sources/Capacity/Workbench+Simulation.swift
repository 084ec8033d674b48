extension Workbench {
    /// What target tracking would have done with given settings.
    package mutating func simulate(
        reads readSetting: ScalingSetting, of readSamples: borrowing Samples,
        writes writeSetting: ScalingSetting, of writeSamples: borrowing Samples,
        _ options: CapacityOptions = CapacityOptions()
    ) -> (reads: SimulatedCapacity, writes: SimulatedCapacity) {
        read(readSamples, writeSamples, options)
        let simulation = Simulation(reads: readSetting, over: reads, writes: writeSetting, over: writes)
        return (simulation.reads.outcome, simulation.writes.outcome)
    }

    mutating func read(
        _ readSamples: borrowing Samples, _ writeSamples: borrowing Samples, _ options: CapacityOptions
    ) {
        let window = Window(readSamples, writeSamples)
        reads.read(readSamples, in: window, idleScalesIn: options.idleScalesIn)
        writes.read(writeSamples, in: window, idleScalesIn: options.idleScalesIn)
    }
}
