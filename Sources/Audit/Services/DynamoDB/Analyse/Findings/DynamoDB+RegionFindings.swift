import Formats
import Pipeline
import SQLite

extension DynamoDB.Purchase {
    /// DDB-018 and DDB-019: reserved capacity to buy, and such that is owned in vain.
    func finding(in region: String) -> Finding {
        let subject = Finding.Subject(
            service: "dynamodb", account: "", region: region,
            resource: "dynamodb/reserved-capacity/\(region)",
            part: dimension)
        if isUnused {
            return Finding(
                code: "DDB-019", severity: .medium, subject: subject,
                what: "Reserved \(dimension) capacity is paid for and not used",
                why:
                    "in the last whole month \(current.cents) USD were paid for reserved units that nobody used, beside "
                    + "\(owned) units that were used",
                how:
                    "move Standard tables of this region to provisioned capacity until it is used, and let it lapse",
                money: Finding.Effect(current: current, projected: projected, prices: prices, isPaid: true),
                confidence: Finding.Confidence(
                    percent: 80, reason: "it stands in the bill of one month"), changes: [dimension])
        }
        let share = PlainNumber.percent(unusedShare)
        let months = breakEvenMonths.map { DynamoDB.Judged.rounded($0) + " months" } ?? "no time"
        return Finding(
            code: "DDB-018", severity: .medium, subject: subject,
            what: "Reserved \(dimension) capacity would be cheaper",
            why:
                "\(units) \(dimension) units for \(years) \(years == 1 ? "year" : "years") cost \(upfront.cents) USD at "
                + "once and \(projected.cents) USD a month all told, instead of \(current.cents) USD; it is earned back in "
                + "\(months), \(share) of it would not have been used in \(hours) hours; risk: \(risk)",
            how:
                "act on the findings about capacity first, which this counts with, and then buy \(units) \(dimension) capacity units for "
                + "\(years) years in the console of DynamoDB, under Reserved capacity, in \(region)",
            money: Finding.Effect(current: current, projected: projected, prices: prices),
            confidence: Finding.Confidence(
                percent: risk == "low" ? 80 : risk == "medium" ? 60 : 30,
                reason: "\(hours) hours are no \(years * 8760); it is bound to the region for the whole term"),
            changes: [dimension])
    }
}

extension DynamoDB {
    /// DDB-021: an account comes near to what AWS lets it provision in a region.
    static func quotaFindings(of place: Cell, _ run: Run, in database: Database) throws(SQLiteError)
        -> [Finding]
    {
        let row = try database.row(
            """
            SELECT account_reads, account_writes, sum(reads), sum(writes)
            FROM dynamodb_limit JOIN (
                SELECT read_capacity AS reads, write_capacity AS writes
                FROM resource JOIN dynamodb_table USING (arn)
                WHERE account = \(place.account) AND region = \(place.region) AND (\(Inventory.isThere(run)))
                UNION ALL
                SELECT dynamodb_index.read_capacity, dynamodb_index.write_capacity
                FROM dynamodb_index JOIN resource ON resource.arn = table_arn
                WHERE account = \(place.account) AND region = \(place.region) AND (\(Inventory.isThere(run))))
            WHERE account = \(place.account) AND region = \(place.region) AND dynamodb_limit.as_of >= \(run.asOf)
            """
        ) { row in
            (
                reads: row[0] as Int?, writes: row[1] as Int?, usedReads: row[2] as Int?,
                usedWrites: row[3] as Int?
            )
        }
        guard let row else { return [] }
        let cost = try provisionedCost(of: place, run, in: database)
        return [("read", row.reads, row.usedReads), ("write", row.writes, row.usedWrites)].compactMap {
            dimension, most, used in
            guard let most, let used, most > 0, used * 5 >= most * 4 else { return nil }
            return Finding(
                code: "DDB-021", severity: used >= most ? .high : .medium,
                subject: Finding.Subject(
                    service: "dynamodb", account: place.account, region: place.region,
                    resource: "dynamodb/quota/\(place.account)/\(place.region)", part: dimension),
                what: "The account comes near to its quota of \(dimension) capacity",
                why: "\(used) of \(most) \(dimension) units are provisioned",
                how:
                    "aws service-quotas list-service-quotas --service-code dynamodb --region \(place.region)",
                money: cost,
                confidence: .certain("DescribeLimits and DescribeTable tell it"))
        }
    }

    /// What provisioned capacity costs a month in an account and region; nil where that of a table is not known.
    private static func provisionedCost(
        of place: Cell, _ run: Run, in database: Database
    ) throws(SQLiteError) -> Finding.Effect? {
        let costs = try database.rows(
            """
            SELECT current, prices FROM resource JOIN dynamodb_table USING (arn)
            LEFT JOIN dynamodb_capacity ON table_arn = arn AND dynamodb_capacity.run = \(run.id)
            WHERE account = \(place.account) AND region = \(place.region) AND billing_mode = 'PROVISIONED'
                AND (\(Inventory.isThere(run)))
            """
        ) { row in (units: row[0] as Int64?, prices: row[1] as String?) }
        var (sum, prices) = (MoneySum(), Set<String>())
        for cost in costs {
            guard let units = cost.units, let list = cost.prices else { return nil }
            sum += Money(units: units)
            prices.formUnion(list.split(separator: " ").map(String.init))
        }
        guard let total = try? sum.money() else { return nil }
        return .none(of: total, prices.sorted())
    }
}
