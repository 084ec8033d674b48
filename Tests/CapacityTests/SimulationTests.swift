import Capacity
import Testing

struct SimulationTests {
    @Test(arguments: 0..<40)
    func `the fast simulation does what the slow one does`(batch: Int) {
        var traffic = Traffic(seed: UInt64(batch))
        var bench = Workbench()
        for _ in 0..<30 {
            let period = traffic.choice([60, 60, 60, 60, 300, 3600])
            let steps = traffic.integer(0...(period == 60 ? 2600 : period == 300 ? 900 : 100))
            let start = traffic.integer(0...2000) * 60
            let scale = traffic.choice([0.5, 3, 40, 900, 20_000])
            let shapes = Traffic.Shape.allCases
            let reads = traffic.samples(
                traffic.choice(shapes), steps: steps, period: period, scale: scale, start: start)
            let writes = traffic.samples(
                traffic.choice(shapes), steps: steps, period: period, scale: scale, start: start)
            let (read, write) = (setting(&traffic, scale), setting(&traffic, scale))
            var options = CapacityOptions()
            options.idleScalesIn = traffic.integer(0...1) == 0

            let fast = bench.simulate(reads: read, of: reads, writes: write, of: writes, options)

            let slow = LiteralSimulation(
                reads: read, of: reads, writes: write, of: writes, idleScalesIn: options.idleScalesIn)
            #expect(fast.reads == slow.reads.outcome)
            #expect(fast.writes == slow.writes.outcome)
        }
    }

    private func setting(_ traffic: inout Traffic, _ scale: Double) -> ScalingSetting {
        let minimum = traffic.integer(1...max(1, Int(scale / 2)))
        let maximum = traffic.choice([1 << 30, minimum, minimum + Int(scale)])
        let start = traffic.choice([nil, 1, Int(scale), 10 * Int(scale)])
        return ScalingSetting(
            target: traffic.integer(20...90), minimum: minimum, maximum: maximum, start: start)
    }

    @Test func `two minutes above the target grow the capacity in the third`() {
        let outcome = simulate(
            [10, 10, 80, 90, 90, 10], ScalingSetting(target: 70, minimum: 100, maximum: 999, start: 100))
        #expect(outcome.increases == 1)
        #expect(outcome.largest == 129)
        #expect(outcome.unitMinutes == 4 * 100 + 2 * 129)
    }

    @Test func `fifteen minutes below the low mark shrink it in the sixteenth`() {
        let setting = ScalingSetting(target: 70, minimum: 1, maximum: 999, start: 100)
        let outcome = simulate([Double](repeating: 49, count: 16), setting)
        #expect(outcome.decreases == 1)
        #expect(outcome.unitMinutes == 15 * 100 + 70)
    }

    @Test func `what is not below the low mark keeps the capacity`() {
        let setting = ScalingSetting(target: 70, minimum: 1, maximum: 999, start: 100)
        #expect(simulate([Double](repeating: 50, count: 600), setting).decreases == 0)
    }

    @Test func `burst credits of five minutes cover a spike, and no more`() {
        let setting = ScalingSetting(target: 90, minimum: 10, maximum: 10)
        #expect(simulate([60], setting).throttledHalves == 0)
        #expect(simulate([61], setting).throttledHalves == 120)
        #expect(simulate([60, 11], setting).throttledMinutes == 1)
    }

    @Test func `a table that reports nothing shrinks only where that is said`() {
        let gaps = Samples(period: 60, values: [Double](repeating: .nan, count: 60))
        let setting = ScalingSetting(target: 70, minimum: 1, maximum: 99, start: 50)
        for idleScalesIn in [false, true] {
            var options = CapacityOptions()
            options.idleScalesIn = idleScalesIn
            var bench = Workbench()
            let outcome = bench.simulate(reads: setting, of: gaps, writes: setting, of: gaps, options).reads
            #expect(outcome.decreases == (idleScalesIn ? 1 : 0))
        }
    }

    @Test func `one update may lower reads and writes, and counts once`() {
        // Each hour a smaller plateau: every dimension wants to shrink at the same minutes.
        let plateaus: [Double] = [500, 340, 230, 150, 100, 65, 40]
        let rates = plateaus.flatMap { [Double](repeating: $0, count: 16) }
        let setting = ScalingSetting(target: 90, minimum: 1, maximum: 9999)
        let samples = Samples(period: 60, values: rates.map { $0 * 60 })
        var bench = Workbench()
        let outcome = bench.simulate(reads: setting, of: samples, writes: setting, of: samples)
        #expect(outcome.reads.decreases == 4)
        #expect(outcome.writes.decreases == 4)
    }

    /// Rates of units a second, minute by minute, against a table whose writes are idle.
    private func simulate(_ rates: [Double], _ setting: ScalingSetting) -> SimulatedCapacity {
        var bench = Workbench()
        let samples = Samples(period: 60, values: rates.map { $0 * 60 })
        let none = Samples(period: 60, values: [])
        let still = ScalingSetting(target: 70, minimum: 1, maximum: 1)
        return bench.simulate(reads: setting, of: samples, writes: still, of: none).reads
    }
}
