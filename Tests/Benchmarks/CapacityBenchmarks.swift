import Capacity

extension Benchmark {
    /// 280 tables and indexes of mixed shapes with two weeks of minutes, reads and writes; and 10,000 tables
    /// of five minutes, which are 500 of them twenty times over.
    static let capacity: [Benchmark] = [
        measured("capacity.statistics") { bench, table in
            bench.statistics(of: table.reads).reported + bench.statistics(of: table.writes).reported
        },
        measured("capacity.utilisation") { bench, table in
            let reads = bench.utilisation(of: table.reads, provisioned: table.provisioned)
            let writes = bench.utilisation(of: table.writes, provisioned: table.provisioned)
            return (reads?.steps ?? 0) + (writes?.steps ?? 0)
        },
        measured("capacity.choice") { bench, table in
            bench.plan(reads: table.reads, writes: table.writes).minutes
        },
        measured("capacity.seasons") { _, table in
            Season(of: table.reads).days + Season(of: table.writes).days
        },
        measured("capacity.all") { bench, table in table.everything(&bench) },
        Benchmark(name: "capacity.10000.tables", repeats: false) {
            let tables = (0..<500).map { MeasuredTable(number: $0, period: 300) }
            return {
                var bench = Workbench()
                var sum = 0
                for _ in 0..<20 {
                    for table in tables { sum &+= table.everything(&bench) }
                }
                return Amount(count: sum == 0 ? 0 : 10_000, unit: "tables")
            }
        },
    ]

    private static func measured(
        _ name: String, _ work: @escaping @Sendable (inout Workbench, MeasuredTable) -> Int
    ) -> Benchmark {
        Benchmark(name: name) {
            let tables = (0..<280).map { MeasuredTable(number: $0, period: 60) }
            return {
                var bench = Workbench()
                var sum = 0
                for table in tables { sum &+= work(&bench, table) }
                let samples = tables.reduce(0) { $0 + $1.reads.values.count + $1.writes.values.count }
                return Amount(count: sum == 0 ? 0 : Double(samples), unit: "samples")
            }
        }
    }
}

/// One table's or index's series.
struct MeasuredTable {
    let reads: Samples
    let writes: Samples
    let provisioned: Samples

    init(number: Int, period: Int) {
        var traffic = TableTraffic(seed: number + 1)
        let size = [1.0, 1, 1, 4, 10][number % 5]
        reads = traffic.samples(shape: number, period: period, scale: size * Double(20 + number * 37 % 380))
        writes = traffic.samples(shape: number, period: period, scale: size * Double(5 + number * 29 % 145))
        let capacities = [Double](repeating: 400 * size, count: 14 * 288)
        provisioned = Samples(period: 300, start: reads.start, values: capacities)
    }

    func everything(_ bench: inout Workbench) -> Int {
        let statistics = bench.statistics(of: reads).reported + bench.statistics(of: writes).reported
        let first = bench.utilisation(of: reads, provisioned: provisioned)?.steps ?? 0
        let second = bench.utilisation(of: writes, provisioned: provisioned)?.steps ?? 0
        return statistics + first + second + bench.plan(reads: reads, writes: writes).minutes
    }
}
