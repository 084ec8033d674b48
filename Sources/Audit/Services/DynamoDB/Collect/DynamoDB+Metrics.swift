import Formats
import Pipeline
import SQLite

extension DynamoDB {
    static let metrics = MetricSource { place, behind, run, window, database in
        var wanted: [WantedSeries] = []
        // The table of the last series may have more of them, so it is looked at again.
        var table = behind.map { ($0.resource, isIncluded: true) }
        var samples = 0
        while wanted.count < CloudWatch.GetMetricData.mostSeries,
            samples < CloudWatch.GetMetricData.mostValues
        {
            let tables = try MeasuredTable.some(of: place, run, from: table?.0, in: database)
            guard let last = tables.last else { break }
            for measured in tables where table?.isIncluded != false || measured.arn != table?.0 {
                let more = try measured.wanted(behind: behind, window, run, in: database)
                samples += more.reduce(0) { $0 + $1.samples }
                wanted += more
                guard samples < CloudWatch.GetMetricData.mostValues else { return wanted }
            }
            table = (last.arn, isIncluded: false)
            if tables.count < MeasuredTable.some { break }
        }
        return wanted
    }
}

/// A table, as far as it matters to what is measured of it.
private struct MeasuredTable {
    var arn: String
    var name: String
    var created: Timestamp?
    var isProvisioned: Bool
    var billingModeSince: Timestamp?
    var streamLabel: String?
    var indexes: [String]

    static let some = 64

    /// Some tables of a place, in the order of their ARNs, from one of them on.
    static func some(
        of place: Cell, _ run: Run, from arn: String?, in database: Database
    ) throws(SQLiteError) -> [MeasuredTable] {
        try database.rows(
            """
            SELECT arn, resource.name, resource.created, billing_mode, billing_mode_since, stream_label,
                (SELECT group_concat(name, '/') FROM (
                    SELECT name FROM dynamodb_index WHERE table_arn = arn AND kind = 'global' ORDER BY name))
            FROM resource JOIN dynamodb_table USING (arn)
            WHERE account = \(place.account) AND region = \(place.region) AND resource.service = 'dynamodb'
                AND arn >= \(arn ?? "") AND (\(Inventory.isThere(run)))
            ORDER BY arn LIMIT \(some)
            """
        ) { row in
            MeasuredTable(
                arn: row[0], name: row[1], created: row[2], isProvisioned: row[3] == "PROVISIONED",
                billingModeSince: row[4], streamLabel: row[5],
                indexes: (row[6] as String? ?? "").split(separator: "/").map(String.init))
        }
    }

    /// What the database lacks of it, behind a series.
    func wanted(
        behind last: Series?, _ window: MetricWindow, _ run: Run, in database: Database
    ) throws(SQLiteError) -> [WantedSeries] {
        let span = MetricDays(window, of: run)
        let known = try database.known(of: arn)
        var wanted: [WantedSeries] = []
        for var one in all(window, span) where last.map({ $0 < one.series }) ?? true {
            if let known = known[one.series] {
                one.days = span.missing(one.days, having: known.days, asOf: known.asOf)
            }
            if !one.days.isEmpty { wanted.append(one) }
        }
        return wanted.sorted { $0.series < $1.series }
    }

    /// All that is measured of it.
    private func all(_ window: MetricWindow, _ span: MetricDays) -> [WantedSeries] {
        var all: [WantedSeries] = []
        func add(
            _ metric: String, _ statistic: String, _ period: Int, part: String = "",
            _ dimensions: [WantedSeries.Dimension] = []
        ) {
            let series = Series(
                resource: arn, part: part, metric: metric, statistic: statistic, period: period)
            all.append(
                WantedSeries(
                    series, namespace: "AWS/DynamoDB",
                    dimensions: [WantedSeries.Dimension("TableName", name)] + dimensions,
                    days: span.days(of: period, since: created)))
        }
        let period = window.period
        let hourly = max(period, 3600)
        let wasProvisioned =
            isProvisioned
            || billingModeSince.map { $0.day >= span.days(of: period, since: created).lowerBound } ?? false
        for part in [""] + indexes {
            let dimensions = part.isEmpty ? [] : [WantedSeries.Dimension("GlobalSecondaryIndexName", part)]
            for metric in ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"] {
                add(metric, "Sum", period, part: part, dimensions)
            }
            // Nothing is provisioned on demand, and CloudWatch charges for asking all the same.
            for metric in ["ProvisionedReadCapacityUnits", "ProvisionedWriteCapacityUnits"]
            where wasProvisioned {
                add(metric, "Average", period, part: part, dimensions)
            }
            for metric in ["ReadThrottleEvents", "WriteThrottleEvents"] {
                add(metric, "Sum", period, part: part, dimensions)
            }
        }
        // UserErrors are of the account and not of a table, and SystemErrors of an operation: asked for in any other
        // way, neither ever has a value.
        for operation in window.measuresOperations ? Self.operations : [] {
            let dimensions = [WantedSeries.Dimension("Operation", operation)]
            add("SuccessfulRequestLatency", "Average", hourly, part: operation, dimensions)
            add("SystemErrors", "Sum", hourly, part: operation, dimensions)
        }
        if let streamLabel {
            add(
                "ReturnedRecordsCount", "Sum", hourly, part: "GetRecords",
                [
                    WantedSeries.Dimension("Operation", "GetRecords"),
                    WantedSeries.Dimension("StreamLabel", streamLabel),
                ])
        }
        return all
    }

    private static let operations = ["GetItem", "PutItem", "Query"]
}
