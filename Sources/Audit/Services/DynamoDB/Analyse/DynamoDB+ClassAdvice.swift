import Capacity
import Formats

extension DynamoDB {
    /// Whether a table should be in the other table class, and what that saves a month.
    struct ClassAdvice: Equatable, Sendable {
        /// Where the costs come from.
        enum Basis: String, Sendable {
            /// The last whole month of the bill.
            case bill
            /// Measurements and the price list.
            case model
        }

        var isInfrequentAccess: Bool
        /// Whether to change it.
        var isAdvised = false
        var basis: Basis
        var storage: Money
        var throughput: Money
        var saving: Money
        var ratio: Double?
        var breakEven: Double?
        var prices: [String]
        var confidence: Finding.Confidence

        var current: Money { Money(units: storage.units + throughput.units) }
        var projected: Money { Money(units: current.units - saving.units) }
    }

    /// What a table really cost in a month, by the bill.
    struct BilledMonth: Equatable, Sendable {
        /// `2026-10`.
        var month = ""
        /// With all that belongs to the table.
        var total = Money.zero
        var storage = Money.zero
        var throughput = Money.zero
        /// Units that reservations paid for: the other class could not use them.
        var hasReservations = false
    }
}

extension DynamoDB.ClassAdvice {
    /// Nil where neither the bill nor measurements and prices tell what the table costs.
    init?(
        _ review: DynamoDB.TableReview, _ capacity: DynamoDB.CapacityAdvice?, billed: DynamoDB.BilledMonth?,
        _ prices: DynamoDBPrices, asOf: Timestamp
    ) throws(DecimalFailure) {
        let facts = review.facts
        let (present, other) =
            facts.isInfrequentAccess
            ? (prices.infrequentAccess, prices.standard) : (prices.standard, prices.infrequentAccess)
        let hours = facts.isOnDemand
        guard let storedNow = present.storage, let storedThen = other.storage,
            let usedNow = hours ? present.writeRequest : present.writeCapacity,
            let usedThen = hours ? other.writeRequest : other.writeCapacity
        else { return nil }
        if let billed {
            (basis, storage, throughput) = (.bill, billed.storage, billed.throughput)
        } else if let capacity {
            basis = .model
            storage = try Self.storage(of: facts, at: storedNow)
            throughput = capacity.current
        } else {
            return nil
        }
        guard
            let change = TableClassSaving(
                storage: storage, throughput: throughput,
                storagePrices: TableClassSaving.Prices(
                    present: try Self.price(storedNow), other: try Self.price(storedThen)),
                throughputPrices: TableClassSaving.Prices(
                    present: try Self.price(usedNow), other: try Self.price(usedThen)))
        else { return nil }
        isInfrequentAccess = facts.isInfrequentAccess
        (saving, ratio, breakEven) = (change.saving, change.ratio, change.breakEven)
        self.prices = [storedNow, storedThen, usedNow, usedThen].map(\.rateCode)
        confidence = Self.confidence(basis, review)
        isAdvised = DynamoDB.Worth.isWorth(saving, of: current)
        guard isAdvised else { return }
        judge(facts, billed, asOf)
    }

    /// What speaks against a change that would save money.
    private mutating func judge(
        _ facts: DynamoDB.Facts, _ billed: DynamoDB.BilledMonth?, _ asOf: Timestamp
    ) {
        if billed?.hasReservations == true, !isInfrequentAccess {
            // The reservation would be paid for all the same, and serve nobody.
            isAdvised = false
            confidence.reason += "; reserved capacity pays for it, which Standard-IA cannot use"
        }
        // A table may change its class twice in 30 days (AWS, November 2026); after one change it may still do so.
        if let since = facts.tableClassSince, since.adding(days: 30) > asOf {
            confidence.percent -= 20
            confidence.reason +=
                "; its class changed on \(since.description.prefix(10)), and twice in 30 days is all AWS allows"
        }
    }

    /// What its bytes and those of its indexes cost a month: the first 25 GB that are free belong to the payer.
    private static func storage(
        of facts: DynamoDB.Facts, at price: UnitPrice
    ) throws(DecimalFailure) -> Money {
        let bytes = facts.parts.reduce(facts.localIndexBytes) { $0 + $1.bytes }
        return try price.cost(of: Rate(bytes), per: 1 << 30)
    }

    /// A price in an amount fine enough to hold all of its digits: of a million units.
    private static func price(_ price: UnitPrice) throws(DecimalFailure) -> Money {
        try price.cost(of: Rate(1_000_000))
    }

    private static func confidence(_ basis: Basis, _ review: DynamoDB.TableReview) -> Finding.Confidence {
        switch basis {
        case .bill: Finding.Confidence(percent: 90, reason: "it is reckoned from the bill of a whole month")
        case .model: DynamoDB.confidence(in: review)
        }
    }
}
