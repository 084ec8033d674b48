import Formats
import HTTP
import Simulator
import Support
import Testing

struct MetricTests {
    private static let reads = "ConsumedReadCapacityUnits"
    private static let writes = "ConsumedWriteCapacityUnits"

    private func found(
        _ habit: Simulation.Habit, in desk: Desk = Desk(),
        where belongs: (Simulation.Table) -> Bool = { _ in true }
    ) async throws -> (desk: Desk, table: Simulation.Table) {
        try #require(try await desk.table(habit, where: belongs))
    }

    @Test func `minutes, five minutes, hours and days come to the same sum`() async throws {
        let (desk, table) = try await found(.diurnal)
        let periods = [60, 180, 300, 900, 3600, 86_400]
        let metrics = periods.map { period in Metric(Self.reads, table.name).with { $0.period = period } }

        let points = try await desk.points(metrics, days: 3)

        #expect(points[0].sum > 0)
        for (points, period) in zip(points, periods) {
            #expect(points.sum == points.summed(by: 86_400).values.reduce(0, +))
            #expect(points.times.allSatisfy { $0.isMultiple(of: period) })
        }
        let days = points.map { $0.summed(by: 86_400) }
        #expect(days.allSatisfy { $0 == days[0] })
        #expect(points[0].summed(by: 300) == points[2].summed(by: 300))
    }

    @Test(arguments: [1, 7, 1000])
    func `a page ends where it is full, and the next goes on there`(size: Int) async throws {
        let (desk, table) = try await found(.steady)
        let metrics = [Metric(Self.reads, table.name), Metric("ReadThrottleEvents", table.name)]
            .map { $0.with { $0.period = 3600 } }

        let whole = try await desk.points(metrics)
        let parts = try await desk.points(metrics, ["MaxDatapoints": size])

        #expect(whole[0].times.count == 24)
        #expect(parts == whole)
    }

    @Test func `the youngest come first unless somebody asks otherwise`() async throws {
        let (desk, table) = try await found(.steady)
        let metric = Metric(Self.reads, table.name)

        let up = try await desk.points([metric])[0]
        let down = try await desk.points([metric], ["ScanBy": "TimestampDescending", "MaxDatapoints": 100])[0]

        #expect(up.times == up.times.sorted())
        #expect(down.times == up.times.reversed() && down.values == up.values.reversed())
    }

    @Test func `what never was is empty, not zero`() async throws {
        let (desk, table) = try await found(.idle)
        let other = try await found(.steadyOnDemand)
        let metrics = [
            Metric(Self.reads, table.name), Metric("WriteThrottleEvents", table.name),
            Metric(Self.reads, "no-such-table"), Metric("NoSuchMetric", table.name),
        ]

        let idle = try await desk.points(metrics, days: 30)
        let provisioned = try await other.desk.points([
            Metric("ProvisionedReadCapacityUnits", other.table.name)
        ])

        #expect(idle == Array(repeating: Points(), count: 4))
        #expect(provisioned == [Points()])
    }

    @Test func `an average is the sum over its samples`() async throws {
        let (desk, table) = try await found(.steady)
        let stats = ["Sum", "SampleCount", "Average", "Maximum", "Minimum"]
        let metrics = stats.map { stat in Metric(Self.reads, table.name).with { $0.stat = stat } }

        let points = try await desk.points(metrics)

        for place in points[0].values.indices {
            let average = points[0].values[place] / points[1].values[place]
            #expect(abs(average - points[2].values[place]) < 0.000_001)
            #expect(points[4].values[place] <= average && average <= points[3].values[place])
        }
    }

    @Test func `nothing is younger than the end, nor older than CloudWatch keeps it`() async throws {
        let (desk, table) = try await found(.steady) { $0.created < Desk.noon.adding(days: -600) }
        let periods = [60, 300, 3600]
        let metrics = periods.map { period in Metric(Self.reads, table.name).with { $0.period = period } }

        let points = try await desk.points(metrics, days: 500, until: Desk.midnight + 3 * 86_400)

        let now = Int(Desk.noon.seconds)
        for (points, days) in zip(points, [15, 63, 455]) {
            let first = try #require(points.times.first)
            #expect(first >= now - days * 86_400 && first < now - days * 86_400 + 7200)
        }
        #expect(zip(points, periods).allSatisfy { $0.times.last == Desk.midnight - $1 })
    }

    @Test func `questions that AWS refuses are refused`() async throws {
        let desk = Desk()
        let metric = Metric(Self.reads, "t")
        let wrong: [[String: Any]] = [
            desk.question(Array(repeating: metric, count: 501)),
            desk.question([metric], ["MaxDatapoints": 100_801]),
            desk.question([metric], days: -1), desk.question([metric.with { $0.period = 61 }]),
            desk.question([metric.with { $0.stat = "Middle" }]), desk.question([]),
            desk.question([metric], ["MetricDataQueries": [metric.query("a"), metric.query("a")]]),
            desk.question([metric], ["NextToken": "abc"]), desk.question([metric], ["ScanBy": "x"]),
        ]

        for members in wrong {
            let reply = try await desk.ask(.getMetricData, members)
            #expect((reply.status, reply.code) == (400, "ValidationError"))
        }
    }

    @Test func `a token is good for its own question only`() async throws {
        let (desk, table) = try await found(.steady)
        let metric = Metric(Self.reads, table.name)
        let first = try await desk.ask(.getMetricData, desk.question([metric], ["MaxDatapoints": 5]))
        let token = try #require(first.json["NextToken"] as? String)

        let other = try await desk.ask(
            .getMetricData, desk.question([metric], days: 2, ["NextToken": token]))

        #expect(other.code == "ValidationError")
        let result = (first.json["MetricDataResults"] as? [[String: Any]])?.first
        #expect(result?["StatusCode"] as? String == "PartialData")
    }

    @Test func `a stream that is read has records, one that is not has none`() async throws {
        let desk = Desk()
        let (inside, table) = try await found(.diurnal, in: desk) { $0.streamLabel != nil && $0.readers > 0 }
        let (other, lonely) = try await found(.diurnal, in: desk) { $0.streamLabel != nil && $0.readers == 0 }
        let metric = { (table: Simulation.Table) in
            Metric("ReturnedRecordsCount", table.name).with {
                ($0.operation, $0.stream) = ("GetRecords", table.streamLabel)
            }
        }

        let read = try await inside.points([metric(table), Metric(Self.writes, table.name)])

        #expect(read[0].sum == read[1].sum * Double(table.readers))
        #expect(try await other.points([metric(lonely)]) == [Points()])
    }

    @Test func `operations have latencies of milliseconds, and hardly an error`() async throws {
        let (desk, table) = try await found(.steadyOnDemand)
        let metrics = ["GetItem", "PutItem", "Query"].flatMap { operation in
            [
                Metric("SuccessfulRequestLatency", table.name).with {
                    ($0.operation, $0.stat) = (operation, "Average")
                },
                Metric("SystemErrors", table.name).with { $0.operation = operation },
            ]
        }

        let points = try await desk.points(metrics, days: 60)

        for (place, points) in points.enumerated() {
            if place.isMultiple(of: 2) {
                #expect(points.values.allSatisfy { (0.5...20).contains($0) })
                #expect(points.values.count > 17_000)
            } else {
                #expect(points.values.count < 20)
            }
        }
    }

    @Test(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
    func `answers of CloudWatch have the published shape`() async throws {
        let (desk, table) = try await found(.steady)
        let judge = try ModelJudge("cloudwatch")

        let reply = try await desk.ask(
            .getMetricData, desk.question([Metric(Self.reads, table.name)], ["MaxDatapoints": 10]))

        #expect(judge.faults(in: reply.json, of: "GetMetricData") == [])
    }

    @Test func `a hundred thousand points are invented and written in a moment`() async throws {
        let (desk, table) = try await found(.diurnal) { $0.created < Desk.noon.adding(days: -40) }
        let metrics = Array(repeating: Metric(Self.reads, table.name), count: 12)
        let request = try desk.request(.getMetricData, desk.question(metrics, days: 28))
        var best = Duration.seconds(60)

        for _ in 0..<5 {
            let clock = ContinuousClock()
            best = min(
                best, try await clock.measure { _ = try await desk.aws.send(request, .whole) })
        }

        // 96 768 points; a hundred nanoseconds each would be ten milliseconds, and this machine may be busy.
        #expect(best < .milliseconds(60))
    }
}
