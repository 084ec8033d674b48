import Capacity
import Testing

struct CapacityRiskTests {
    static let monday = 1_780_272_000

    private func risks(_ reads: Samples) -> [CapacityRisk] {
        var bench = Workbench()
        let plan = bench.plan(reads: reads, writes: Samples(period: 60, values: []))
        let statistics = bench.statistics(of: reads)
        return CapacityRisk.risks(of: plan.reads, from: reads, statistics, Season(of: reads))
    }

    @Test func `even use over two weeks is no risk`() {
        let even = Samples(period: 60, start: Self.monday, values: [Double](repeating: 600, count: 20_160))
        #expect(risks(even) == [])
    }

    @Test func `a peak once a week is told`() {
        var traffic = Traffic(seed: 4)
        let found = risks(traffic.samples(.weekly, steps: 20_160, scale: 1000, start: Self.monday))
        #expect(found.contains(.highPeak))
        #expect(found.contains(.weeklyPeak))
        #expect(!found.contains(.shortWindow))
    }

    @Test func `few days, long steps and silence are told`() {
        var values = [Double](repeating: 60, count: 48)
        values[7] = .nan
        let found = risks(Samples(period: 3600, start: Self.monday, values: values))
        #expect(found == [.shortWindow, .coarseSteps, .silentSteps])
    }

    @Test func `growth, sudden demand and burst credits are told`() {
        var values = [Double](repeating: 6000, count: 10_080) + [Double](repeating: 12_000, count: 10_080)
        values[15_000] = 60 * 20_000
        let found = risks(Samples(period: 60, start: Self.monday, values: values))
        #expect(found == [.growth, .suddenDemand, .burstCredits])
    }
}
