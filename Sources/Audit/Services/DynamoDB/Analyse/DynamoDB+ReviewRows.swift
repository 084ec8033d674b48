import Capacity
import Formats
import Pipeline
import SQLite

extension DynamoDB.Reviewed {
    /// Writes the rows of one table, instead of those of before.
    func save(in database: Database, _ run: Run) throws {
        let arn = review.facts.arn
        for table in [
            "dynamodb_usage", "dynamodb_setting", "dynamodb_capacity", "dynamodb_class", "dynamodb_model",
        ] {
            try database.execute("DELETE FROM \(name: table) WHERE table_arn = \(arn)")
        }
        for part in review.parts {
            try save(part, "read", part.reads, part.plan.reads, in: database, run)
            try save(part, "write", part.writes, part.plan.writes, in: database, run)
        }
        if let capacity { try save(capacity, in: database, run) }
        if let tableClass { try save(tableClass, in: database, run) }
        try model?.save(of: arn, in: database, run)
    }

    private func save(
        _ part: DynamoDB.PartReview, _ dimension: String, _ usage: DynamoDB.UsageReview,
        _ plan: DimensionPlan,
        in database: Database, _ run: Run
    ) throws(SQLiteError) {
        let (statistics, used, season) = (usage.statistics, usage.utilisation, usage.season)
        let minutes = max(plan.minutes, 1)
        let provisioned = usage.provisionedUnitMinutes.map { Double($0) / Double(minutes) }
        try database.execute(
            """
            INSERT INTO dynamodb_usage (table_arn, index_name, dimension, days, period, samples, total, average, p50,
                p90, p95, p99, maximum, p99_reported, provisioned, used_average, used_p50, used_p90, used_p99,
                used_maximum, throttles, needed, pattern, peak, growth, risk, run, as_of)
            VALUES (\(review.facts.arn), \(part.part.index), \(dimension), \(usage.days), \(usage.period),
                \(statistics.reported), \(statistics.sum), \(statistics.average), \(statistics.quantiles.p50),
                \(statistics.quantiles.p90), \(statistics.quantiles.p95), \(statistics.quantiles.p99),
                \(statistics.maximum), \(statistics.reported > 0 ? statistics.reportedQuantiles.p99 : nil),
                \(provisioned), \(used?.average), \(used?.p50), \(used?.p90), \(used?.p99), \(used?.maximum),
                \(usage.throttles), \(plan.fixed), \(season.pattern.rawValue), \(season.peak?.words),
                \(season.growth?.halves.map { ($0 - 1) * 100 }), \(usage.risk(days: usage.days)), \(run.id),
                \(run.asOf))
            """)
        let setting = plan.scaled?.setting
        try database.execute(
            """
            INSERT INTO dynamodb_setting (table_arn, index_name, dimension, units, provisioned, fixed, target, minimum,
                maximum, scaled_minutes, minutes, decreases, on_demand_risk, run)
            VALUES (\(review.facts.arn), \(part.part.index), \(dimension), \(Double(plan.onDemand.halves) / 2),
                \(usage.provisionedUnitMinutes ?? 0), \(plan.fixed), \(setting?.target), \(setting?.minimum),
                \(setting?.maximum), \(plan.provisionedUnitMinutes), \(plan.minutes),
                \(plan.scaled?.outcome.decreases ?? 0), \(plan.onDemand.minutesAtRisk), \(run.id))
            """)
    }

    private func save(
        _ advice: DynamoDB.CapacityAdvice, in database: Database, _ run: Run
    ) throws(SQLiteError) {
        try database.execute(
            """
            INSERT INTO dynamodb_capacity (table_arn, mode, advice, current, on_demand, fixed, scaled, projected, saving,
                confidence, reason, prices, run, as_of)
            VALUES (\(review.facts.arn), \(advice.mode.rawValue), \(advice.advice?.rawValue ?? "keep"),
                \(advice.current.units), \(advice.onDemand.units), \(advice.fixed.units), \(advice.scaled.units),
                \(advice.projected.units), \(advice.saving.units), \(advice.confidence.percent),
                \(advice.confidence.reason), \(advice.prices.joined(separator: " ")), \(run.id), \(run.asOf))
            """)
    }

    private func save(
        _ advice: DynamoDB.ClassAdvice, in database: Database, _ run: Run
    ) throws(SQLiteError) {
        let (present, other) = ("STANDARD", "STANDARD_INFREQUENT_ACCESS")
        let then = advice.isInfrequentAccess ? present : other
        try database.execute(
            """
            INSERT INTO dynamodb_class (table_arn, class, advice, basis, storage, throughput, projected, saving, ratio,
                break_even, confidence, reason, prices, run, as_of)
            VALUES (\(review.facts.arn), \(advice.isInfrequentAccess ? other : present),
                \(advice.isAdvised ? then : "keep"), \(advice.basis.rawValue), \(advice.storage.units),
                \(advice.throughput.units), \(advice.projected.units), \(advice.saving.units), \(advice.ratio),
                \(advice.breakEven), \(advice.confidence.percent), \(advice.confidence.reason),
                \(advice.prices.joined(separator: " ")), \(run.id), \(run.asOf))
            """)
    }
}

extension DynamoDB.UsageReview {
    /// What may go wrong with less capacity: `low`, or what speaks against it.
    func risk(days: Int) -> String {
        var words: [String] = []
        if let throttles, throttles > 0 { words.append("throttled already") }
        if !season.knowsWeek { words.append("the peak of a week is not known from \(days) days") }
        if let growth = season.growth?.halves, growth > 1.2 {
            words.append("grows by \(PlainNumber.percent(growth - 1))")
        }
        if season.pattern == .weekly { words.append("peaks once a week") }
        if period > 60 { words.append("peaks shorter than \(period / 60) minutes are not seen") }
        return words.isEmpty ? "low" : words.joined(separator: ", ")
    }
}

extension HourOfWeek {
    /// `Sun 20:00`, in UTC.
    var words: String {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return days[day] + (hour < 10 ? " 0" : " ") + "\(hour):00"
    }
}
