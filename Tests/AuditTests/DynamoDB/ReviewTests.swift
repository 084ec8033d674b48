import Capacity
import Formats
import Pipeline
import SQLite
import Testing

@testable import Audit

/// What is made of the measurements of a table, and of the lack of them.
struct ReviewTests {
    private let database: Database
    private let run = Run(id: 1, asOf: Timestamp(day: 20_500))
    private let prices = DynamoDBPrices(region: "us-east-1", EmbeddedPrices.dynamoDB("us-east-1"))

    init() throws {
        database = try Database(path: ":memory:", as: .writer)
        try database.migrate(Stages.migrations, version: "test")
    }

    private var window: Range<Int> { run.asOf.day - 14..<run.asOf.day }

    private func facts(_ change: (inout DynamoDB.Facts) -> Void = { _ in }) -> DynamoDB.Facts {
        var facts = DynamoDB.Facts(
            arn: "arn:aws:dynamodb:us-east-1:1:table/t", name: "t", region: "us-east-1")
        facts.parts = [DynamoDB.Facts.Part(reads: 100, writes: 100)]
        facts.isScalingKnown = true
        change(&facts)
        return facts
    }

    /// Stores hourly sums of some days, or averages of what is provisioned.
    private func store(
        _ metric: String, _ units: Double?, days: Range<Int>, part: String = "", statistic: String = "Sum"
    ) throws {
        let wanted = WantedSeries(
            Series(
                resource: "arn:aws:dynamodb:us-east-1:1:table/t", part: part, metric: metric,
                statistic: statistic,
                period: 3600),
            namespace: "AWS/DynamoDB", dimensions: [], days: days)
        var measured = MeasuredSeries(wanted)
        var result = CloudWatch.MetricPage.Result()
        for hour in 0..<days.count * 24 {
            guard let units else { break }
            result.times.append(Double((days.lowerBound * 24 + hour) * 3600))
            result.values.append(units)
        }
        try measured.add(result)
        _ = try database.store(measured, run)
    }

    private func consume(_ units: Double?, days: Range<Int>? = nil, part: String = "") throws {
        for metric in ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"] {
            try store(metric, units, days: days ?? window, part: part)
        }
    }

    private func review(_ facts: DynamoDB.Facts) throws -> DynamoDB.TableReview {
        let measured = try Measurements(
            of: facts.arn, DynamoDB.TableReview.metrics, days: window, in: database)
        var bench = Workbench()
        return DynamoDB.TableReview(facts, measured, on: &bench)
    }

    private func advice(_ facts: DynamoDB.Facts) throws -> DynamoDB.CapacityAdvice? {
        try DynamoDB.CapacityAdvice(review(facts), prices)
    }

    @Test func `measurements that end before the window say nothing of today`() throws {
        try consume(nil, days: window.lowerBound..<window.upperBound - 7)

        try #expect(review(facts()).parts.isEmpty)
        try #expect(advice(facts()) == nil)
    }

    @Test func `a table that was made anew is judged since then`() throws {
        try consume(3600)
        let made = Timestamp(day: window.upperBound - 3)

        try #expect(review(facts { $0.created = made }).measuredDays == 3)
        try #expect(review(facts()).measuredDays == 14)
    }

    @Test func `an index that is not measured leaves the whole table without advice`() throws {
        try consume(3600)
        let indexed = facts { $0.parts.append(DynamoDB.Facts.Part(index: "by-day", reads: 5, writes: 5)) }

        try #expect(!review(indexed).isWhole)
        try #expect(advice(indexed) == nil)
    }

    @Test func `an idle table is not skipped, and is not resized either`() throws {
        try consume(nil)

        let review = try review(facts())
        #expect(review.isIdle)
        let advice = try #require(try advice(facts()))
        #expect(advice.advice == nil)
        // 100 read and 100 write units for 730 hours, at 0.00013 and 0.00065 dollars.
        #expect(advice.current == Money(units: 569_400_000_000))
        #expect(advice.onDemand == .zero)
    }

    @Test func `money is exact, for each way to have capacity`() throws {
        // One read and one write unit a second.
        try consume(3600)

        let advice = try #require(try advice(facts()))
        // 730 hours of 3,600 units at 0.125 and 0.625 dollars a million.
        #expect(advice.onDemand == Money(units: 19_710_000_000))
        #expect(advice.fixed == Money(units: 5_694_000_000))
        #expect(advice.current == Money(units: 569_400_000_000))
        #expect(advice.advice == .fixed)
        #expect(advice.saving == Money(units: 563_706_000_000))
    }

    @Test func `where nobody could see what scales, no size is advised`() throws {
        try consume(3600)

        try #expect(advice(facts { $0.isScalingKnown = false })?.advice == nil)
    }

    @Test func `a global table is not advised one region at a time`() throws {
        try consume(3600)

        try #expect(advice(facts { $0.replicas = ["eu-west-1"] })?.advice == nil)
    }

    @Test func `a table that scales costs what it had on average, not what it has now`() throws {
        try consume(3600)
        for metric in ["ProvisionedReadCapacityUnits", "ProvisionedWriteCapacityUnits"] {
            try store(metric, 10, days: window, statistic: "Average")
        }
        let scaling = DynamoDB.Facts.Scaling(minimum: 1, maximum: 1000, target: 70)
        let scaled = facts { facts in
            facts.parts[0].readScaling = scaling
            facts.parts[0].writeScaling = scaling
        }

        try #expect(advice(scaled)?.current == Money(units: 56_940_000_000))
        try #expect(advice(facts())?.current == Money(units: 569_400_000_000))
    }

    @Test func `a peak once a week is not cut away`() throws {
        var values: [Double] = []
        for hour in 0..<14 * 24 { values.append(hour / 24 % 7 == 6 ? 80 * 3600 : 3600) }
        for metric in ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"] {
            var measured = MeasuredSeries(
                WantedSeries(
                    Series(resource: facts().arn, metric: metric, statistic: "Sum", period: 3600),
                    namespace: "AWS/DynamoDB", dimensions: [], days: window))
            var result = CloudWatch.MetricPage.Result()
            result.values = values
            result.times = values.indices.map { Double((window.lowerBound * 24 + $0) * 3600) }
            try measured.add(result)
            _ = try database.store(measured, run)
        }

        let review = try review(facts())
        let plan = try #require(review.parts.first?.plan)
        #expect(plan.reads.fixed >= 79)
        #expect(review.parts[0].reads.statistics.average < 13)
        #expect(plan.reads.scaled?.outcome.throttledHalves ?? 0 == 0)
    }

    @Test func `two periods of one metric are never added up`() throws {
        try consume(3600)
        let fine = WantedSeries(
            Series(
                resource: facts().arn, metric: "ConsumedReadCapacityUnits", statistic: "Sum", period: 300),
            namespace: "AWS/DynamoDB", dimensions: [], days: window)
        var measured = MeasuredSeries(fine)
        var result = CloudWatch.MetricPage.Result()
        result.times = (0..<14 * 288).map { Double(window.lowerBound * 86_400 + $0 * 300) }
        result.values = result.times.map { _ in 300 }
        try measured.add(result)
        _ = try database.store(measured, run)

        let reads = try #require(try review(facts()).parts.first?.reads)
        #expect(reads.period == 300)
        #expect(reads.statistics.sum == 14 * 86_400)
    }

    @Test func `what reservations pay for is saved by nobody, and once`() {
        var saving = MarginalSaving(hours: [200, 200], covered: 150)
        let saved = saving.savings(of: [
            MarginalSaving.Reduction(units: 100), MarginalSaving.Reduction(units: 80),
        ])

        #expect(saved == [100, 0])
    }

    @Test func `a bill month that is not whole is no month`() throws {
        try database.execute(
            """
            INSERT INTO bill_delivery (id, month, is_current, generation, bucket, path, name, region, identity, parts,
                run, as_of)
            VALUES (1, 202602, 1, 'legacy', '', '', '', '', '', 1, 1, \(Timestamp(day: 20_500).adding(days: -20)))
            """)
        let month = Timestamp(day: 20_500)

        // 20,500 days are 2026-02-16: January was never read, February is not over.
        try #expect(DynamoDB.BilledMonth.lastWhole(before: month, in: database) == nil)
        try database.execute("UPDATE bill_delivery SET month = 202601, as_of = \(month)")
        try #expect(DynamoDB.BilledMonth.lastWhole(before: month, in: database) == "2026-01")
    }
}
