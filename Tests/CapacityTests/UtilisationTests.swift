import Capacity
import Testing

struct UtilisationTests {
    @Test func `each minute is measured by the capacity of its five minutes`() throws {
        var bench = Workbench()
        let consumed = Samples(period: 60, values: [Double](repeating: 600, count: 10))
        let provisioned = Samples(period: 300, values: [20, 40])

        let utilisation = bench.utilisation(of: consumed, provisioned: provisioned)
        let found = try #require(utilisation)

        #expect(found.average == 37.5)
        #expect(found.maximum == 50)
        #expect(found.p50 == 37.5)
        #expect(found.steps == 10)
    }

    @Test func `missing capacity is the last known, or the snapshot`() throws {
        var bench = Workbench()
        let consumed = Samples(period: 300, values: [300, 300, 300, 300, .nan])
        let provisioned = Samples(period: 300, values: [.nan, 4, .nan, 2])

        let utilisation = bench.utilisation(of: consumed, provisioned: provisioned, snapshot: 10)
        let found = try #require(utilisation)

        #expect(found.average == (10 + 25 + 25 + 50 + 0) / 5)
        #expect(found.maximum == 50)
    }

    @Test func `a table without provisioned capacity has no utilisation`() {
        var bench = Workbench()
        let consumed = Samples(period: 60, values: [1, 2, 3])
        let none = Samples(period: 300, values: [])
        let zero = Samples(period: 300, values: [0])

        let unknown = bench.utilisation(of: consumed, provisioned: none)
        let onDemand = bench.utilisation(of: consumed, provisioned: zero)

        #expect(unknown == nil)
        #expect(onDemand == nil)
    }

    @Test func `steps on demand do not count`() throws {
        var bench = Workbench()
        let consumed = Samples(period: 60, values: [60, 60, 60, 60])
        let provisioned = Samples(period: 60, values: [0, 0, 1, 2])

        let utilisation = bench.utilisation(of: consumed, provisioned: provisioned)
        let found = try #require(utilisation)

        #expect(found.steps == 2)
        #expect(found.average == 75)
    }

    @Test(arguments: 0..<20)
    func `it equals the plain reckoning`(seed: Int) {
        var traffic = Traffic(seed: UInt64(900 + seed))
        var bench = Workbench()
        let period = traffic.choice([60, 300])
        let steps = traffic.integer(50...900)
        let start = 300 * traffic.integer(0...5)
        let consumed = traffic.samples(.diurnal, steps: steps, period: period, scale: 50, start: start)
        var capacities: [Double] = []
        for _ in 0..<traffic.integer(1...400) {
            capacities.append(traffic.choice([.nan, 20, 20, 40, 0, 61.5]))
        }
        let provisioned = Samples(period: 300, start: 600, values: capacities)
        let passed = max(0, (start - 600) / 300)
        var known = capacities.prefix(passed).last { !$0.isNaN } ?? 33
        var percents: [Double] = []
        for step in 0..<steps {
            let now = start + step * period - 600
            if now >= 0, now / 300 < capacities.count, !capacities[now / 300].isNaN {
                known = capacities[now / 300]
            }
            let value = consumed.values[step].isNaN ? 0 : consumed.values[step]
            if known > 0 { percents.append(value * 100 / (known * Double(period))) }
        }
        percents.sort()

        let found = bench.utilisation(of: consumed, provisioned: provisioned, snapshot: 33)

        #expect(found?.steps == percents.count)
        #expect(found?.p90 == StatisticsTests.quantile(0.9, of: percents))
        #expect(found?.p99 == StatisticsTests.quantile(0.99, of: percents))
        #expect(found?.maximum == percents.last)
    }
}
