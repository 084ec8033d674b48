import Audit
import Formats
@preconcurrency import Glibc
import Pipeline
import SQLite

extension Benchmark {
    /// Metrics stored and analysed: answers of CloudWatch, and tables by the thousand.
    static var dynamodb: [Benchmark] {
        [Benchmark(name: "dynamodb.page") { try await page() }]
            + [("1k", 1_000), ("10k", 10_000)].flatMap { name, tables in
                [
                    Benchmark(name: "dynamodb.store.\(name)", repeats: false) {
                        try await storing(tables, name)
                    },
                    Benchmark(name: "dynamodb.analyse.\(name)", repeats: false) { try await analysing(name) },
                ]
            }
            + (getenv("BENCH_TABLES") == nil
                ? []
                : [
                    Benchmark(name: "dynamodb.load", repeats: false) { try await loading() },
                    Benchmark(name: "dynamodb.analyse.minutes", repeats: false) {
                        try await analysing("minutes")
                    },
                ])
    }

    private static let asOf = Timestamp(seconds: 1_763_600_400).startOfDay

    /// An answer of 100,500 values, read and stored.
    private static func page() async throws -> () async throws -> Amount {
        let estate = try TableEstate("page", asOf: asOf)
        try await estate.begin()
        let bytes = MetricPage.json()
        let day = Timestamp(seconds: Int64(MetricPage.timestamp(point: MetricPage.pointCount - 1))).day
        let wanted = (0..<MetricPage.seriesCount).map { number in
            WantedSeries(
                Series(
                    resource: "arn:\(number)", metric: "ConsumedReadCapacityUnits", statistic: "Sum",
                    period: 300),
                namespace: "AWS/DynamoDB", dimensions: [], days: day..<day + 2)
        }
        return {
            var measured = wanted.map(MeasuredSeries.init)
            for (number, result) in try CloudWatch.MetricPage(bytes).results.enumerated() {
                try measured[number].add(result)
            }
            _ = try await estate.store(measured)
            return Amount(count: 100_500, unit: "values")
        }
    }

    /// Stores two weeks of four series for each of many tables, 25 series a transaction.
    private static func storing(_ tables: Int, _ name: String) async throws -> () async throws -> Amount {
        let estate = try TableEstate(name, asOf: asOf)
        try await estate.begin()
        let traffic = TwoWeeks(tables: 64, end: asOf.day)
        return {
            var seconds = 0.0
            var page: [MeasuredSeries] = []
            for number in 0..<tables {
                let table = traffic.table(number)
                if number.isMultiple(of: 500) {
                    try await estate.add((number..<min(tables, number + 500)).map(traffic.table))
                }
                for series in traffic.series(of: table, number) {
                    page.append(series)
                    if page.count == 25 {
                        seconds += try await estate.store(page)
                        page.removeAll(keepingCapacity: true)
                    }
                }
            }
            seconds += try await estate.store(page)
            let start = cpu()
            try await estate.checkpoint()
            seconds += cpu() - start
            fputs("\(tables) tables: \(short(Double(estate.bytes)))B on disk\n", stderr)
            return Amount(count: Double(tables * 4 * 4032), unit: "samples", seconds: seconds)
        }
    }

    /// Analyses what the benchmark before has stored: reviews, what regions share, and findings.
    private static func analysing(_ name: String) async throws -> () async throws -> Amount {
        let estate = try TableEstate(name, asOf: name == "minutes" ? GeneratedTables.asOf() : asOf)
        return {
            try await estate.analyse()
            let (reviewed, found) = (
                try await estate.count("SELECT count(*) FROM dynamodb_capacity"),
                try await estate.count("SELECT count(*) FROM finding")
            )
            let samples = try await estate.count("SELECT count(*) FROM dynamodb_usage")
            fputs("\(reviewed) tables reviewed, \(samples) series judged, \(found) findings\n", stderr)
            return Amount(count: Double(reviewed), unit: "tables")
        }
    }

    /// Loads the tables that ../shared/bench/dynamodb/gen.py makes.
    private static func loading() async throws -> () async throws -> Amount {
        let estate = try TableEstate("minutes", asOf: GeneratedTables.asOf())
        try await estate.begin()
        return {
            let count = try await GeneratedTables.load(into: estate)
            return Amount(count: Double(count), unit: "samples")
        }
    }
}

/// Two weeks of five-minute samples of tables of several shapes; after some tables the shapes repeat.
private struct TwoWeeks {
    private var reads: [[Double]] = []
    private var writes: [[Double]] = []
    private let times: [Double]
    private let end: Int

    init(tables: Int, end: Int) {
        self.end = end
        times = (0..<4032).map { Double((end - 14) * 86_400 + $0 * 300) }
        for number in 0..<tables {
            let scale = [1.0, 5, 20, 80, 300][number % 5]
            reads.append(Self.values(number, scale))
            writes.append(Self.values(number + 1000, scale / 4))
        }
    }

    private static func values(_ number: Int, _ scale: Double) -> [Double] {
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<4032).map { step in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            let noise = 0.8 + 0.4 * Double(state >> 11) / Double(1 << 53)
            let hour = Double(step % 288) / 12
            let level: Double =
                switch number % 6 {
                case 0: 1
                case 1: 0.1 + max(0, 1 - abs(hour - 13) / 9)
                case 2: state % 200 == 0 ? 4 : 0.05
                case 3: hour >= 2 && hour < 4 ? 3 : 0.02
                case 4: step / 288 % 7 == 6 ? 2 : 0.3
                default: 0.4
                }
            return (level * noise * scale * 600).rounded() / 2
        }
    }

    func table(_ number: Int) -> TableEstate.Table {
        let shape = number % reads.count
        var table = TableEstate.Table(name: "table-\(number)", account: "\(111_100_000_000 + number / 200)")
        table.isOnDemand = number % 3 == 0
        table.isInfrequentAccess = number % 17 == 0
        if !table.isOnDemand {
            table.reads = Int((reads[shape].max() ?? 0) / 300 * 1.4) + 1
            table.writes = Int((writes[shape].max() ?? 0) / 300 * 1.4) + 1
        }
        return table
    }

    func series(of table: TableEstate.Table, _ number: Int) -> [MeasuredSeries] {
        let shape = number % reads.count
        let provisioned = [table.reads, table.writes].map { Array(repeating: Double($0), count: 4032) }
        let all = [
            ("ConsumedReadCapacityUnits", "Sum", reads[shape]),
            ("ConsumedWriteCapacityUnits", "Sum", writes[shape]),
            ("ProvisionedReadCapacityUnits", "Average", provisioned[0]),
            ("ProvisionedWriteCapacityUnits", "Average", provisioned[1]),
        ]
        return all.compactMap { metric, statistic, values in
            var measured = MeasuredSeries(
                WantedSeries(
                    Series(resource: table.arn, metric: metric, statistic: statistic, period: 300),
                    namespace: "AWS/DynamoDB", dimensions: [], days: end - 14..<end))
            var result = CloudWatch.MetricPage.Result()
            (result.times, result.values) = (times, values)
            return (try? measured.add(result)) == nil ? nil : measured
        }
    }
}
