import Capacity
import Formats
import Pipeline
import SQLite

extension DynamoDB {
    /// Reserved capacity that would pay, or that is owned and not used.
    struct Purchase: Equatable, Sendable {
        /// `read` or `write`.
        var dimension: String
        /// Whether it is about what to buy, or about what is owned in vain.
        var isUnused: Bool
        var years: Int
        var units: Int
        var owned: Int
        /// What the hours that it is about cost a month without and with it.
        var current: Money
        var projected: Money
        var upfront: Money
        var breakEvenMonths: Double?
        var unusedShare: Double
        var risk: String
        var hours: Int
        var prices: [String]

        /// The best offer for reads and for writes, and what of the owned ones is not used.
        ///
        /// Nobody should reserve what is to be given up: the hours are those that are left once the advice about
        /// tables has been followed.
        static func all(
            _ use: RegionUse, _ owned: OwnedReservations, _ prices: DynamoDBPrices
        ) -> [Purchase] {
            var all: [Purchase] = []
            for (kind, hours, given, owns) in [
                (ReservedCapacity.Capacity.read, use.reads, use.reductions.map(\.reads), owned.reads),
                (.write, use.writes, use.reductions.map(\.writes), owned.writes),
            ] {
                let reduction = given.reduce(0, +)
                let left = hours.map { max(0, $0 - reduction) }
                let price = kind == .read ? prices.standard.readCapacity : prices.standard.writeCapacity
                guard let price else { continue }
                let offers = prices.reservations.filter { $0.capacity == kind }
                // Who cannot see what is owned, or owns what is not used, buys nothing.
                let paid = kind == .read ? owned.unusedReads : owned.unusedWrites
                let bought =
                    !owned.isKnown || paid.units > 0
                    ? []
                    : offers.compactMap { offer in
                        purchase(
                            offer, kind.rawValue, left, price, owned: owns + Allotment.freeUnits(price), owns)
                    }
                // Of the terms the one that saves more; the shorter of equals.
                var best: Purchase?
                for purchase in bought
                where best.map({ purchase.saving > $0.saving }) ?? true { best = purchase }
                if let best { all.append(best) }
                if let unused = unused(kind.rawValue, paid, owns) { all.append(unused) }
            }
            return all
        }

        var saving: Money { Money(units: current.units - projected.units) }

        private static func purchase(
            _ offer: ReservedCapacity, _ dimension: String, _ hours: [Int], _ price: UnitPrice, owned: Int,
            _ owns: Int
        ) -> Purchase? {
            guard let onDemand = Double(price.rate.description),
                let upfront = Double(offer.upfront.description),
                let hourly = Double(offer.hourly.rate.description), !hours.isEmpty
            else { return nil }
            let block = ReservedCapacity.block
            let term = ReservedTerm(
                years: offer.years, upfront: upfront, hourly: hourly * Double(block), block: block)
            let found = ReservedPurchase(hours: hours, onDemandHour: onDemand, term: term, owned: owned)
            guard found.blocks > 0,
                let current = try? price.cost(
                    of: Rate(found.coveredUnitHours) * Rate(BillingMonth.hours), per: hours.count),
                let projected = try? offer.monthlyCost(ofBlocks: found.blocks),
                let paid = try? (offer.upfront * Rate(found.blocks)).money(.halfEven),
                Worth.isWorth(Money(units: current.units - projected.units), of: current)
            else { return nil }
            return Purchase(
                dimension: dimension, isUnused: false, years: offer.years, units: found.blocks * block,
                owned: owns,
                current: current, projected: projected, upfront: paid, breakEvenMonths: found.breakEvenMonths,
                unusedShare: found.unusedShare, risk: found.risk.rawValue, hours: hours.count,
                prices: [price.rateCode, offer.upfrontRateCode, offer.hourly.rateCode])
        }

        /// What was paid for reserved units that nobody used, by the bill of the last whole month.
        private static func unused(_ dimension: String, _ paid: Money, _ owned: Int) -> Purchase? {
            guard paid >= Worth.leastSaving else { return nil }
            return Purchase(
                dimension: dimension, isUnused: true, years: 0, units: 0, owned: owned, current: paid,
                projected: paid,
                upfront: .zero, breakEvenMonths: nil, unusedShare: 0, risk: "", hours: 0, prices: [])
        }

        func save(in region: String, _ database: Database, _ run: Run) throws(SQLiteError) {
            try database.execute(
                """
                INSERT INTO dynamodb_purchase (region, dimension, is_unused, years, units, owned, current, projected,
                    upfront, break_even_months, unused_share, risk, hours, prices, run)
                VALUES (\(region), \(dimension), \(isUnused), \(years), \(units), \(owned), \(current.units),
                    \(projected.units), \(upfront.units), \(breakEvenMonths), \(unusedShare), \(risk), \(hours),
                    \(prices.joined(separator: " ")), \(run.id))
                """)
        }

        init(
            dimension: String, isUnused: Bool, years: Int, units: Int, owned: Int, current: Money,
            projected: Money, upfront: Money, breakEvenMonths: Double?, unusedShare: Double, risk: String,
            hours: Int, prices: [String]
        ) {
            (self.dimension, self.isUnused, self.years, self.units) = (dimension, isUnused, years, units)
            (self.owned, self.current, self.projected, self.upfront) = (owned, current, projected, upfront)
            (self.breakEvenMonths, self.unusedShare, self.risk) = (breakEvenMonths, unusedShare, risk)
            (self.hours, self.prices) = (hours, prices)
        }

        init(_ row: borrowing Row) {
            self.init(
                dimension: row[0], isUnused: row[1], years: row[2], units: row[3], owned: row[4],
                current: Money(units: row[5]), projected: Money(units: row[6]), upfront: Money(units: row[7]),
                breakEvenMonths: row[8], unusedShare: row[9], risk: row[10], hours: row[11],
                prices: (row[12] as String).split(separator: " ").map(String.init))
        }

        static let columns: SQL = """
            dimension, is_unused, years, units, owned, current, projected, upfront, break_even_months, unused_share,
            risk, hours, prices
            """
    }
}
