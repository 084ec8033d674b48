/// Finds the series that are asked for, keeping the tables that it has met: they are asked for again and again.
struct MetricShelf {
    private let simulation: Simulation
    private let account: Simulation.Account
    private let region: Simulation.Region
    private var tables: [String: Simulation.Table?] = [:]

    init(_ exchange: Exchange) {
        (simulation, account, region) = (exchange.simulation, exchange.account, exchange.region)
    }

    /// The series of a query; nil where there never was one.
    mutating func series(_ query: MetricQuery) -> MetricSeries? {
        guard query.namespace == "AWS/DynamoDB", let name = query.dimensions["TableName"],
            let table = table(name)
        else { return nil }
        let others = query.dimensions.count - 1
        if let operation = query.dimensions["Operation"] {
            guard let label = query.dimensions["StreamLabel"] else {
                return others == 1 ? Self.series(query.metric, operation, table) : nil
            }
            return others == 2 ? Self.series(query.metric, operation, stream: label, table) : nil
        }
        guard let name = query.dimensions["GlobalSecondaryIndexName"] else {
            return others == 0 ? Self.series(query.metric, table.flows) : nil
        }
        guard others == 1, let index = table.globalIndexes.first(where: { $0.name == name }) else {
            return nil
        }
        return Self.series(query.metric, table.flows(of: index))
    }

    private mutating func table(_ name: String) -> Simulation.Table? {
        if let known = tables[name] { return known }
        let table = simulation.table(name, of: account, in: region)
        tables[name] = .some(table)
        return table
    }

    private static func series(_ metric: String, _ flows: Simulation.Table.Flows) -> MetricSeries? {
        switch metric {
        case "ConsumedReadCapacityUnits": MetricSeries(.consumed, flows.reads)
        case "ConsumedWriteCapacityUnits": MetricSeries(.consumed, flows.writes)
        case "ProvisionedReadCapacityUnits": MetricSeries(.provisioned, flows.reads)
        case "ProvisionedWriteCapacityUnits": MetricSeries(.provisioned, flows.writes)
        case "ReadThrottleEvents": MetricSeries(.throttled, flows.reads)
        case "WriteThrottleEvents": MetricSeries(.throttled, flows.writes)
        default: nil
        }
    }

    private static func series(
        _ metric: String, _ operation: String, _ table: Simulation.Table
    ) -> MetricSeries? {
        let flows = table.flows
        let draw = table.draw.at("latency").at(text: operation)
        switch (metric, operation) {
        case ("SystemErrors", "GetItem"), ("SystemErrors", "Query"): return MetricSeries(.errors, flows.reads)
        case ("SystemErrors", "PutItem"): return MetricSeries(.errors, flows.writes)
        case ("SuccessfulRequestLatency", "GetItem"):
            return MetricSeries(.latency(draw.within(1800...4200), share: 70), flows.reads)
        case ("SuccessfulRequestLatency", "Query"):
            return MetricSeries(.latency(draw.within(3000...11_000), share: 30), flows.reads)
        case ("SuccessfulRequestLatency", "PutItem"):
            return MetricSeries(.latency(draw.within(2800...6500), share: 80), flows.writes)
        default: return nil
        }
    }

    /// What the readers of a stream got; a stream that nobody reads has no such series.
    private static func series(
        _ metric: String, _ operation: String, stream label: String, _ table: Simulation.Table
    ) -> MetricSeries? {
        guard metric == "ReturnedRecordsCount", operation == "GetRecords", let stream = table.stream,
            stream.label == label, stream.readers > 0
        else { return nil }
        return MetricSeries(.returned(readers: stream.readers), table.flows.writes)
    }
}
