import Capacity
import Formats

extension DynamoDB {
    /// How a table and its indexes should have their capacity, and what each way costs a month.
    ///
    /// A table and its indexes share one billing mode for reads and writes, so the ways are compared for all of them
    /// together. The free tier and reservations are no matter here: they belong to the account, see `Allotment`.
    struct CapacityAdvice: Equatable, Sendable {
        enum Mode: String, Sendable {
            case onDemand = "on-demand"
            case fixed
            case scaled = "auto-scaling"
        }

        var mode: Mode
        /// Nil where it is best as it is.
        var advice: Mode?
        var current: Money
        var onDemand: Money
        var fixed: Money
        var scaled: Money
        /// The rows of the price list.
        var prices: [String]
        var confidence: Finding.Confidence

        var projected: Money {
            switch advice {
            case .onDemand: onDemand
            case .fixed: fixed
            case .scaled: scaled
            case nil: current
            }
        }

        var saving: Money { Money(units: current.units - projected.units) }
    }

    /// From when on a change is worth the work: rules of ours, set in November 2026.
    enum Worth {
        /// Dollars a month.
        static let leastSaving = Money(units: 10_000_000_000)
        /// Percent of what is paid now.
        static let leastShare: Int64 = 10

        static func isWorth(_ saving: Money, of current: Money) -> Bool {
            saving >= leastSaving && saving.units >= current.units / 100 * leastShare
        }
    }
}

extension DynamoDB.CapacityAdvice {
    /// Nil where something of the table was not measured, or a price is not known: then nothing can be said.
    init?(_ review: DynamoDB.TableReview, _ prices: DynamoDBPrices) throws(DecimalFailure) {
        guard review.isWhole, review.measuredDays > 0,
            let rates = DynamoDB.UnitRates(of: review.facts, prices)
        else { return nil }
        var (onDemand, fixed, scaled, current) = (MoneySum(), MoneySum(), MoneySum(), MoneySum())
        for part in review.parts {
            let plan = part.plan
            onDemand += try rates.onDemand(part)
            fixed += try rates.provisioned(plan.reads.fixedUnitMinutes, plan.writes.fixedUnitMinutes, part)
            scaled += try rates.provisioned(
                plan.reads.provisionedUnitMinutes, plan.writes.provisionedUnitMinutes, part)
            current += try rates.provisioned(
                part.reads.provisionedUnitMinutes ?? 0, part.writes.provisionedUnitMinutes ?? 0, part)
        }
        self.onDemand = try onDemand.money()
        self.fixed = try fixed.money()
        self.scaled = try scaled.money()
        self.current = review.facts.isOnDemand ? self.onDemand : try current.money()
        let isScaled = review.facts.parts.contains { $0.readScaling != nil || $0.writeScaling != nil }
        mode = review.facts.isOnDemand ? .onDemand : isScaled ? .scaled : .fixed
        self.prices = rates.ids
        confidence = DynamoDB.confidence(in: review)
        advice = choice(for: review)
    }

    private func choice(for review: DynamoDB.TableReview) -> Mode? {
        // What nobody uses is another matter: an idle table is deleted, not resized.
        guard !review.isIdle else { return nil }
        // The replicas of a global table share its billing mode and its writes: what is cheap here may be dear there.
        guard review.facts.replicas.isEmpty else { return nil }
        // Where nobody could see what scales, a new size may be undone by what scales it.
        guard review.facts.isOnDemand || review.facts.isScalingKnown else { return nil }
        // Of equals the one that needs the least care comes first.
        let ways: [(Mode, Money)] = [(.onDemand, onDemand), (.fixed, fixed), (.scaled, scaled)]
        var best: (mode: Mode, cost: Money)?
        for (mode, cost) in ways where best.map({ cost < $0.cost }) ?? true { best = (mode, cost) }
        guard let best, !(best.mode == .onDemand && mode == .onDemand) else { return nil }
        let saving = Money(units: current.units - best.cost.units)
        return DynamoDB.Worth.isWorth(saving, of: current) ? best.mode : nil
    }
}

extension DynamoDB {
    /// What the capacity units of a table cost, by its class, exact.
    struct UnitRates: Equatable, Sendable {
        var read: UnitPrice
        var write: UnitPrice
        var readHour: UnitPrice
        var writeHour: UnitPrice
        /// What a write costs that is replicated; indexes are written locally.
        var replicatedWrite: UnitPrice?
        var replicatedWriteHour: UnitPrice?

        /// Nil where one of them is not known.
        init?(of facts: Facts, _ prices: DynamoDBPrices) {
            let ofClass = facts.isInfrequentAccess ? prices.infrequentAccess : prices.standard
            guard let read = ofClass.readRequest, let write = ofClass.writeRequest,
                let readHour = ofClass.readCapacity, let writeHour = ofClass.writeCapacity
            else { return nil }
            (self.read, self.write, self.readHour, self.writeHour) = (read, write, readHour, writeHour)
            guard !facts.replicas.isEmpty else { return }
            guard let replicated = ofClass.replicatedWriteRequest, let hour = ofClass.replicatedWriteCapacity
            else {
                return nil
            }
            (replicatedWrite, replicatedWriteHour) = (replicated, hour)
        }

        var ids: [String] {
            [read, write, readHour, writeHour, replicatedWrite, replicatedWriteHour].compactMap(\.?.rateCode)
        }

        /// What a part costs a month on demand.
        func onDemand(_ part: PartReview) throws(DecimalFailure) -> Money {
            let (minutes, reads, writes) = (part.plan.minutes, part.plan.reads, part.plan.writes)
            let write = part.part.index.isEmpty ? replicatedWrite ?? self.write : self.write
            var sum = MoneySum()
            sum += try Self.month(read, of: reads.onDemand.halves, in: 2 * minutes)
            sum += try Self.month(write, of: writes.onDemand.halves, in: 2 * minutes)
            return try sum.money()
        }

        /// What a part costs a month that has so many units in each minute, summed over the minutes.
        func provisioned(_ reads: Int, _ writes: Int, _ part: PartReview) throws(DecimalFailure) -> Money {
            let hours = 60 * part.plan.minutes
            let write = part.part.index.isEmpty ? replicatedWriteHour ?? writeHour : writeHour
            var sum = MoneySum()
            sum += try Self.month(readHour, of: reads, in: hours)
            sum += try Self.month(write, of: writes, in: hours)
            return try sum.money()
        }

        /// What a quantity of the window costs when it goes on for a month: multiplied first, divided once.
        private static func month(
            _ price: UnitPrice, of quantity: Int, in parts: Int
        ) throws(DecimalFailure) -> Money {
            guard parts > 0 else { return .zero }
            return try price.cost(of: Rate(quantity) * Rate(BillingMonth.minutes), per: parts)
        }
    }
}
