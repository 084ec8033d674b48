import Capacity
import Testing

struct StatisticsTests {
    @Test func `missing steps count as zero in the average, and are told apart`() {
        var bench = Workbench()
        let samples = Samples(period: 60, values: [120, .nan, 60, .nan, 0, 60.5, -1, .infinity])

        let statistics = bench.statistics(of: samples)

        #expect(statistics.sum == 240.5)
        #expect(statistics.average == 240.5 / 480)
        #expect(statistics.maximum == 2)
        #expect(statistics.steps == 8)
        #expect(statistics.reported == 4)
    }

    @Test(arguments: [[], [Double.nan, .nan], [0, 0, 0]])
    func `a series of nothing has no rates`(values: [Double]) {
        var bench = Workbench()
        let statistics = bench.statistics(of: Samples(period: 300, values: values))
        #expect(statistics.sum == 0)
        #expect(statistics.average == 0)
        #expect(statistics.quantiles.p99 == 0)
        #expect(statistics.steps == values.count)
    }

    @Test(arguments: 0..<30)
    func `selection finds what sorting finds`(seed: Int) {
        var traffic = Traffic(seed: UInt64(seed))
        var bench = Workbench()
        for shape in Traffic.Shape.allCases {
            let steps = traffic.integer(1...3000)
            let samples = traffic.samples(shape, steps: steps, scale: traffic.choice([0.01, 7, 1e6]))
            let sorted = samples.values.map { ($0.isNaN ? 0 : $0) / 60 }.sorted()

            let statistics = bench.statistics(of: samples)

            #expect(statistics.quantiles.p50 == Self.quantile(0.5, of: sorted))
            #expect(statistics.quantiles.p90 == Self.quantile(0.9, of: sorted))
            #expect(statistics.quantiles.p95 == Self.quantile(0.95, of: sorted))
            #expect(statistics.quantiles.p99 == Self.quantile(0.99, of: sorted))
            #expect(statistics.maximum == sorted.last)
        }
    }

    static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        let place = Double(sorted.count - 1) * share
        let index = Int(place)
        let (low, high) = (sorted[index], sorted[min(index + 1, sorted.count - 1)])
        let part = place - Double(index)
        return part >= 0.5 ? high - (high - low) * (1 - part) : low + (high - low) * part
    }
}
