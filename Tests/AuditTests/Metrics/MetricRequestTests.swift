import Formats
import Testing

@testable import Audit

/// How series are put together into requests, and answers taken apart.
struct MetricRequestTests {
    private func series(_ number: Int, days: Range<Int>, period: Int = 300) -> WantedSeries {
        WantedSeries(
            Series(
                resource: "arn:\(number)", metric: "ConsumedReadCapacityUnits", statistic: "Sum",
                period: period),
            namespace: "AWS/DynamoDB", dimensions: [.init("TableName", "t\(number)")], days: days)
    }

    @Test(arguments: [(300, 14, 25), (300, 1, 350), (60, 14, 5), (3600, 1, 500), (3600, 14, 300)])
    func `a request is as full as CloudWatch takes it`(period: Int, days: Int, count: Int) {
        let wanted = (0..<1000).map { series($0, days: 100..<100 + days, period: period) }

        #expect(MetricSource.request(of: wanted).count == count)
    }

    @Test func `series of other days wait for the next request`() {
        let wanted = [
            series(0, days: 1..<3), series(1, days: 1..<3), series(2, days: 2..<3), series(3, days: 1..<3),
        ]

        #expect(MetricSource.request(of: wanted).map(\.series.resource) == ["arn:0", "arn:1"])
    }

    @Test func `a series that is larger than a request is asked for all the same`() {
        #expect(MetricSource.request(of: [series(0, days: 0..<400)]).count == 1)
    }

    @Test func `values go where their times are, and gaps stay gaps`() throws {
        var measured = MeasuredSeries(series(0, days: 10..<11))
        let midnight = Double(10 * 86_400)
        var result = CloudWatch.MetricPage.Result()
        (result.times, result.values) = ([midnight, midnight + 600], [1.5, 2])
        try measured.add(result)

        #expect(measured.present(in: 0..<288) == 2)
        #expect(measured.present(in: 1..<2) == 0)
    }

    @Test(arguments: [-300.0, 86_400, 1])
    func `a value of another time than was asked for is refused`(offset: Double) {
        var measured = MeasuredSeries(series(0, days: 10..<11))
        var result = CloudWatch.MetricPage.Result()
        (result.times, result.values) = ([Double(10 * 86_400) + offset], [1])

        #expect(throws: (any Error).self) { try measured.add(result) }
    }

    @Test(arguments: [
        #"{"NextToken":"x"}"#, #"{"MetricDataResults":[{"Id":"q0","Timestamps":[1,2],"Values":[1]}]}"#, "[]",
        "",
    ])
    func `an answer that is not whole is refused`(text: String) {
        #expect(throws: DecodingFailure.self) { try CloudWatch.MetricPage(Array(text.utf8)) }
    }

    @Test func `the last series is a cell's cursor, and comes back from it`() throws {
        let last = Series(
            resource: "arn:aws:dynamodb:eu-west-1:1:table/a", part: "by.day_x", metric: "M", statistic: "Sum",
            period: 60)

        #expect(try MetricPlace(MetricPlace(series: last).cursor)?.series == last)
    }
}
