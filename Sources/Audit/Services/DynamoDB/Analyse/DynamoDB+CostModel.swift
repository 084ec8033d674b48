import Formats
import Pipeline
import SQLite

extension DynamoDB {
    /// What a table costs a month by measurements and by prices as the account pays them, beside what it was billed.
    struct CostModel: Equatable, Sendable {
        var throughput: Money
        var storage: Money
        var recovery: Money
        /// The last whole month of the bill; nil where the table is not in it.
        var billed: BilledMonth?

        var total: Money { Money(units: throughput.units + storage.units + recovery.units) }

        /// How much more was billed than is reckoned.
        var difference: Money? { billed.map { Money(units: $0.total.units - total.units) } }

        /// Nil where a price is not known.
        init?(
            _ facts: Facts, _ capacity: CapacityAdvice, _ prices: DynamoDBPrices, _ billed: BilledMonth?,
            _ discount: Discount?
        ) throws(DecimalFailure) {
            let ofClass = facts.isInfrequentAccess ? prices.infrequentAccess : prices.standard
            guard let stored = ofClass.storage else { return nil }
            let bytes = facts.parts.reduce(facts.localIndexBytes) { $0 + $1.bytes }
            storage = try stored.cost(of: Rate(bytes), per: 1 << 30)
            recovery = .zero
            if facts.recovery == "ENABLED" {
                guard let price = prices.continuousBackup else { return nil }
                recovery = try price.cost(of: Rate(facts.bytes + facts.localIndexBytes), per: 1 << 30)
            }
            throughput = capacity.current
            self.billed = billed
            guard let discount else { return }
            throughput = discount.applied(to: throughput)
            storage = discount.applied(to: storage)
            recovery = discount.applied(to: recovery)
        }

        func save(of arn: String, in database: Database, _ run: Run) throws(SQLiteError) {
            try database.execute(
                """
                INSERT INTO dynamodb_model (table_arn, throughput, storage, recovery, total, month, billed, difference,
                    run)
                VALUES (\(arn), \(throughput.units), \(storage.units), \(recovery.units), \(total.units),
                    \(billed?.month), \(billed?.total.units), \(difference?.units), \(run.id))
                """)
        }
    }
}
