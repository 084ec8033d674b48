import Formats
import Simulator

/// What to ask CloudWatch for.
struct Metric {
    var name: String
    var table: String
    var index: String?
    var operation: String?
    var stream: String?
    var stat = "Sum"
    var period = 300

    init(_ name: String, _ table: String) { (self.name, self.table) = (name, table) }

    func with(_ change: (inout Metric) -> Void) -> Metric {
        var metric = self
        change(&metric)
        return metric
    }

    func query(_ id: String) -> [String: Any] {
        let names = ["TableName", "GlobalSecondaryIndexName", "Operation", "StreamLabel"]
        let dimensions = zip(names, [table, index, operation, stream]).compactMap { name, value in
            value.map { ["Name": name, "Value": $0] }
        }
        let metric: [String: Any] = [
            "Namespace": "AWS/DynamoDB", "MetricName": name, "Dimensions": dimensions,
        ]
        return ["Id": id, "MetricStat": ["Metric": metric, "Stat": stat, "Period": period]]
    }
}

/// What CloudWatch said of one metric.
struct Points: Equatable {
    var times: [Int] = []
    var values: [Double] = []

    var sum: Double { values.reduce(0, +) }

    /// The sums of longer spans.
    func summed(by period: Int) -> [Int: Double] {
        zip(times, values).reduce(into: [:]) { $0[$1.0 / period * period, default: 0] += $1.1 }
    }
}

extension Desk {
    static let midnight = 1_795_219_200

    func question(
        _ metrics: [Metric], days: Int = 1, until end: Int = Desk.midnight, _ more: [String: Any] = [:]
    ) -> [String: Any] {
        let queries = metrics.enumerated().map { $1.query("m\($0)") }
        let members: [String: Any] = [
            "MetricDataQueries": queries, "StartTime": end - days * 86_400, "EndTime": end,
            "ScanBy": "TimestampAscending",
        ]
        return members.merging(more) { _, new in new }
    }

    /// The points of metrics, put together from as many pages as they take.
    func points(
        _ metrics: [Metric], days: Int = 1, until end: Int = Desk.midnight, _ more: [String: Any] = [:]
    ) async throws -> [Points] {
        let pages = try await all(
            .getMetricData, "MetricDataResults", question(metrics, days: days, until: end, more),
            token: Desk.nextToken)
        var points = Array(repeating: Points(), count: metrics.count)
        for case let result as [String: Any] in pages.joined() {
            let place = Int((result["Id"] as? String ?? "").dropFirst()) ?? 0
            points[place].times += result["Timestamps"] as? [Int] ?? []
            points[place].values += result["Values"] as? [Double] ?? []
        }
        return points
    }

    /// A table of a habit, and the desk of its account and region.
    func table(
        _ habit: Simulation.Habit, where belongs: (Simulation.Table) -> Bool = { _ in true }
    ) async throws -> (Desk, Simulation.Table)? {
        for index in 0..<simulation.settings.accounts {
            let account = simulation.account(index)
            guard account.state == .active, account.trouble == nil else { continue }
            for region in simulation.enabledRegions(of: account) {
                for name in simulation.tableNames(of: account, in: region) {
                    guard let table = simulation.table(name, of: account, in: region), table.habit == habit,
                        table.created < Desk.noon.adding(days: -30), belongs(table)
                    else { continue }
                    return (try await assuming(account).at(region.name), table)
                }
            }
        }
        return nil
    }
}
