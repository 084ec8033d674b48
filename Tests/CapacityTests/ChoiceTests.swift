import Capacity
import Testing

struct ChoiceTests {
    static let none = Samples(period: 60, values: [])

    @Test(arguments: 0..<24)
    func `what is chosen does not throttle, and costs what the slow simulation says`(seed: Int) {
        var traffic = Traffic(seed: UInt64(3000 + seed))
        var bench = Workbench()
        for _ in 0..<6 {
            let scale = traffic.choice([2.0, 50, 4000])
            let shapes = Traffic.Shape.allCases
            let reads = traffic.samples(traffic.choice(shapes), steps: 2880, scale: scale)
            let writes = traffic.samples(traffic.choice(shapes), steps: 2880, scale: scale)

            let plan = bench.plan(reads: reads, writes: writes)

            let slow = LiteralSimulation(
                reads: Self.setting(plan.reads), of: reads, writes: Self.setting(plan.writes), of: writes,
                idleScalesIn: false)
            #expect(slow.reads.outcome.throttledHalves == 0)
            #expect(slow.writes.outcome.throttledHalves == 0)
            #expect(slow.reads.outcome.unitMinutes == plan.reads.provisionedUnitMinutes)
            #expect(slow.writes.outcome.unitMinutes == plan.writes.provisionedUnitMinutes)
            #expect(plan.reads.provisionedUnitMinutes <= plan.reads.fixedUnitMinutes)
            if let scaled = plan.reads.scaled {
                #expect(scaled.setting.maximum == 2 * scaled.outcome.largest)
            }
        }
    }

    static func setting(_ plan: DimensionPlan) -> ScalingSetting {
        plan.scaled?.setting ?? ScalingSetting(target: 90, minimum: plan.fixed, maximum: plan.fixed)
    }

    @Test(arguments: 0..<30)
    func `fixed capacity is the smallest that does not throttle`(seed: Int) {
        var traffic = Traffic(seed: UInt64(5000 + seed))
        var bench = Workbench()
        for shape in Traffic.Shape.allCases {
            let samples = traffic.samples(shape, steps: 700, scale: traffic.choice([1, 30, 500]))

            let fixed = bench.plan(reads: samples, writes: Self.none).reads.fixed

            func throttled(_ capacity: Int) -> Int {
                let setting = ScalingSetting(target: 90, minimum: capacity, maximum: capacity)
                let simulation = LiteralSimulation(
                    reads: setting, of: samples, writes: setting, of: Self.none, idleScalesIn: false)
                return simulation.reads.outcome.throttledHalves
            }
            #expect(throttled(fixed) == 0)
            #expect(fixed == 1 || throttled(fixed - 1) > 0)
        }
    }

    @Test(arguments: 0..<33)
    func `the search comes within one percent of trying everything`(seed: Int) {
        var traffic = Traffic(seed: UInt64(7000 + seed))
        var bench = Workbench()
        let shape = Traffic.Shape.allCases[seed % 11]
        let samples = traffic.samples(shape, steps: 1440, scale: traffic.choice([3, 12, 30]))

        let plan = bench.plan(reads: samples, writes: Self.none).reads

        var least = plan.fixedUnitMinutes
        let still = ScalingSetting(target: 90, minimum: 1, maximum: 1)
        for target in 20...90 {
            for minimum in 1...max(1, plan.fixed) {
                let setting = ScalingSetting(target: target, minimum: minimum, maximum: 1 << 30)
                let outcome = bench.simulate(reads: setting, of: samples, writes: still, of: Self.none).reads
                if outcome.throttledHalves == 0 { least = min(least, outcome.unitMinutes) }
            }
        }
        #expect(plan.provisionedUnitMinutes >= least)
        #expect(Double(plan.provisionedUnitMinutes) <= 1.01 * Double(least), "\(shape)")
    }

    @Test func `a peak once a week is not cut away by the mean`() {
        var traffic = Traffic(seed: 1)
        var bench = Workbench()
        let samples = traffic.samples(.weekly, steps: 20_160, scale: 1000)
        let statistics = bench.statistics(of: samples)

        let plan = bench.plan(reads: samples, writes: Self.none).reads

        #expect(statistics.average < 150)
        #expect(plan.fixed > 900)
        #expect((plan.scaled?.outcome.largest ?? 0) >= 1000)
        #expect(plan.provisionedUnitMinutes < plan.fixedUnitMinutes)
    }

    @Test func `an idle table needs one unit, whichever way`() {
        var bench = Workbench()
        let idle = Samples(period: 60, values: [Double](repeating: .nan, count: 1440))

        let plan = bench.plan(reads: idle, writes: idle)

        #expect(plan.reads.fixed == 1)
        #expect(plan.reads.scaled == nil)
        #expect(plan.reads.onDemand.halves == 0)
    }

    @Test func `a tolerated share lowers the capacity`() {
        var traffic = Traffic(seed: 3)
        var bench = Workbench()
        let samples = traffic.samples(.bursty, steps: 4320, scale: 300)
        var options = CapacityOptions()
        let strict = bench.plan(reads: samples, writes: Self.none, options)
        options.toleratedShare = 0.05

        let lenient = bench.plan(reads: samples, writes: Self.none, options)

        #expect(lenient.reads.fixed < strict.reads.fixed)
        #expect(lenient.reads.provisionedUnitMinutes < strict.reads.provisionedUnitMinutes)
        let setting = Self.setting(lenient.reads)
        let outcome = bench.simulate(reads: setting, of: samples, writes: setting, of: Self.none).reads
        #expect(Double(outcome.throttledHalves) <= 0.05 * Double(strict.reads.onDemand.halves))
    }

    @Test func `on demand is at risk where a minute is more than twice any before`() {
        var bench = Workbench()
        let rates: [Double] = [100, 11_000, 12_001, 24_002, 24_003, 60_000, 60_000]
        let samples = Samples(period: 60, values: rates.map { $0 * 60 })

        let found = bench.plan(reads: samples, writes: samples)

        #expect(found.reads.onDemand.minutesAtRisk == 1)
        #expect(found.writes.onDemand.minutesAtRisk == 2)
        #expect(found.reads.onDemand.peak == 60_000)
    }

    @Test func `series that begin at different times are one window`() {
        var bench = Workbench()
        let reads = Samples(period: 60, start: 600, values: [60, 60, 60])
        let writes = Samples(period: 300, start: 0, values: [3000, 6000])

        let plan = bench.plan(reads: reads, writes: writes)

        #expect(plan.minutes == 13)
        #expect(plan.reads.onDemand.halves == 360)
        #expect(plan.writes.onDemand.halves == 18_000)
    }

    @Test func `an empty series begins nowhere`() {
        var bench = Workbench()
        let reads = Samples(period: 60, start: 1_780_272_000, values: [60, 60, 60])
        let plan = bench.plan(reads: reads, writes: Self.none)
        let nothing = bench.plan(reads: Self.none, writes: Self.none)
        #expect(plan.minutes == 3)
        #expect(plan.writes.fixed == 1)
        #expect(nothing.minutes == 0)
    }
}
