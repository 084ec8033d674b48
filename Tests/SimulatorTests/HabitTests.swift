import Formats
import Simulator
import Testing

struct HabitTests {
    private static let reads = "ConsumedReadCapacityUnits"
    private static let writes = "ConsumedWriteCapacityUnits"

    private func points(
        _ habit: Simulation.Habit, _ names: [String], days: Int = 14,
        _ change: (inout Metric) -> Void = { _ in }
    ) async throws -> [Points] {
        let (desk, table) = try #require(try await Desk { $0.accounts = 120 }.table(habit))
        return try await desk.points(names.map { Metric($0, table.name).with(change) }, days: days)
    }

    @Test func `every habit is somewhere in an organisation of usual size`() async throws {
        let desk = Desk { $0.accounts = 120 }

        for habit in Simulation.Habit.allCases {
            #expect(try await desk.table(habit) != nil, "\(habit)")
        }
    }

    @Test func `a table that died stops in the window`() async throws {
        let points = try await points(.died, [Self.reads])[0]

        let last = try #require(points.times.last)
        #expect(last < Desk.midnight - 86_400 && last > Desk.midnight - 12 * 86_400)
    }

    @Test func `Sundays tower over the week`() async throws {
        let points = try await points(.sundays, [Self.reads], days: 28)[0]

        let days = points.summed(by: 86_400)
        // 1970 began on a Thursday.
        let sundays = days.filter { ($0.key / 86_400 + 4) % 7 == 0 }.values
        let others = days.filter { ($0.key / 86_400 + 4) % 7 != 0 }.values
        #expect(sundays.count == 4)
        #expect((sundays.min() ?? 0) > 3 * (others.max() ?? 0))
    }

    @Test func `an office sleeps at the weekend`() async throws {
        let points = try await points(.officeHours, [Self.reads], days: 14)[0]

        let days = points.summed(by: 86_400)
        let weekend = days.filter { [0, 6].contains(($0.key / 86_400 + 4) % 7) }.values.reduce(0, +)
        #expect(weekend < days.values.reduce(0, +) / 20)
    }

    @Test func `what grows is larger at the end`() async throws {
        let points = try await points(.growing, [Self.reads], days: 60)[0]

        let days = points.summed(by: 86_400 * 7).sorted { $0.key < $1.key }.map(\.value)
        #expect(days[days.count - 2] > days[1] * 1.05)
    }

    @Test func `a tight table is throttled at its peaks`() async throws {
        let points = try await points(
            .tight, ["WriteThrottleEvents", Self.writes, "ProvisionedWriteCapacityUnits"])

        #expect(points[0].sum > 0)
        #expect(points[1].values.max() == points[2].values.max().map { $0 * 300 })
    }

    @Test func `a hot partition is throttled while most of it is free`() async throws {
        let points = try await points(
            .hotPartition, ["WriteThrottleEvents", Self.writes, "ProvisionedWriteCapacityUnits"])

        #expect(points[0].sum > 100)
        #expect((points[1].values.max() ?? 0) < (points[2].values.max() ?? 0) * 300 * 0.6)
    }

    @Test func `an oversized table uses next to nothing of what it has`() async throws {
        let points = try await points(.oversized, [Self.reads, "ProvisionedReadCapacityUnits"])

        #expect(points[0].sum < points[1].sum * 300 * 0.1)
        #expect(points[0].sum > 0)
    }

    @Test func `auto scaling follows what is asked for`() async throws {
        let points = try await points(
            .autoScaled, [Self.reads, "ProvisionedReadCapacityUnits", "ReadThrottleEvents"])

        let (used, given) = (points[0].summed(by: 3600), points[1].summed(by: 3600))
        #expect(Set(points[1].values).count > 10)
        #expect(given.allSatisfy { (used[$0.key] ?? 0) <= $0.value * 300 })
        let use = points[0].sum / (points[1].sum * 300)
        #expect((0.3...0.75).contains(use))
    }

    @Test func `an index that is written and never read has one series and not the other`() async throws {
        let desk = Desk { $0.accounts = 120 }
        let (inside, table) = try #require(
            try await desk.table(.diurnal) { !$0.unreadIndexes.isEmpty && $0.isOnDemand })
        let index = table.unreadIndexes[0]

        let points = try await inside.points(
            [Self.reads, Self.writes].map { Metric($0, table.name).with { $0.index = index } })

        #expect(points[0] == Points())
        #expect(points[1].sum > 0)
    }

    @Test func `both regions of a global table have the same writes`() async throws {
        let desk = Desk { $0.accounts = 120 }
        let (inside, table) = try #require(try await desk.table(.diurnal) { !$0.replicas.isEmpty })
        let metric = Metric(Self.writes, table.name)

        let here = try await inside.points([metric])
        let there = try await inside.at(table.replicas[0]).points([metric])
        let reply = try await inside.at(table.replicas[0]).ask(.describeTable, ["TableName": table.name])

        #expect(here == there && here[0].sum > 0)
        let replicas = (reply.json["Table"] as? [String: Any])?["Replicas"] as? [[String: String]]
        #expect(replicas?.first?["RegionName"] == table.region)
    }

    @Test func `who may not read metrics is told so, and the truth knows`() async throws {
        let desk = Desk()
        let simulation = desk.simulation
        let account = try #require(
            (0..<48).map { simulation.account($0) }.first { $0.trouble == .metricsDenied })
        let inside = try await desk.assuming(account)

        let reply = try await inside.ask(.getMetricData, inside.question([Metric(Self.reads, "t")]))
        let tables = try await inside.ask(.listTables)

        let region = try #require(simulation.region(named: "eu-west-1"))
        #expect((reply.status, reply.code) == (400, "AccessDeniedException"))
        #expect(tables.status == 200)
        #expect(simulation.visibility(of: .getMetricData, in: account, region) == .deniedByIdentity)
        #expect(simulation.visibility(of: .listTables, in: account, region) == .seen)
    }
}
