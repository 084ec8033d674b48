import Formats

/// Read capacity that one account has reserved for a year.
struct Reservation {
    let units: Int
    let prices: RegionPrices
    let arn: String
    let start: Timestamp
    let isBought: Bool

    /// The reservation of an account, while it runs: half of what its old tables have, by the hundred.
    init?(of account: Simulation.Account, _ simulation: Simulation, in period: BillPeriod) {
        let end = simulation.settings.end
        let start = end.startOfMonth(later: -7)
        guard account.team == "data-lake", period.first >= start,
            let home = simulation.regions.first(where: { simulation.presence(of: account, in: $0) == .home })
        else { return nil }
        var provisioned = 0
        for table in simulation.tables(of: account, in: home) {
            guard case .provisioned(let throughput) = table.billing, table.scaling == nil,
                table.infrequentAccess == nil, table.created < start
            else { continue }
            provisioned += throughput.reads
        }
        units = provisioned / 200 * 100
        guard units > 0 else { return nil }
        self.start = start
        prices = RegionPrices(home.name)
        isBought = period.first == start
        let id = simulation.draw.at("reservation").at(account.index).uuid
        arn = "arn:aws:dynamodb:\(home.name):\(account.id):reserved-instance/\(id)"
    }

    private static let hundred = PricedUse.readHours.reserved(years: 1) ?? (0, 0)

    /// What all of it cost at once.
    var upfront: Int { prices.scaled(Self.hundred.upfront) * (units / 100) }

    var hourlyRate: Int { prices.scaled(Self.hundred.hourly / 100) }

    /// What a unit costs an hour, with its part of what was paid at once.
    var effectiveRate: Int { prices.scaled(Self.hundred.upfront) / (8760 * 100) + hourlyRate }

    var values: [BillColumn: String] {
        [
            .lease: "1yr", .offering: "standard", .purchase: "Heavy Utilization", .term: "Reserved",
            .reservation: arn, .reservationStart: "\(start)", .reservationEnd: "\(start.adding(days: 365))",
        ]
    }
}

extension AccountBill {
    /// What a reservation costs by the hour, and in its first month at once.
    mutating func writeFees() {
        guard let reservation else { return }
        var use = BillUse(.readHours, reservation.prices, simulation)
        use.usageType = reservation.prices.usageType("HeavyUsage:dynamodb.read")
        use.rate = reservation.hourlyRate
        use.description = BillUse.sentence(use.rate, use.unit, reservation.prices)
        var values = common([]).merging(use.values) { $1 }.merging(reservation.values) { $1 }
        values[.kind] = "RIFee"
        values[.listRate] = ""
        for column: BillColumn in [
            .unusedUpfront, .unusedRecurring, .netUnusedUpfront, .netUnusedRecurring, .unusedQuantity,
        ] { values[column] = "0.0000000000" }
        let amount = reservation.units * period.hours * BillRates.one
        let cost = BillRates.cost(amount, at: use.rate)
        let draw = simulation.draw.at("fee").at(account.index).at(period.first.day)
        add(
            BillTemplate(values, id: draw),
            BillLine(amount: amount, cost: cost, net: BillRates.net(cost), list: 0))
        guard reservation.isBought else { return }
        values[.kind] = "Fee"
        values[.description] = "Sign up charge for reserved read capacity"
        let upfront = reservation.upfront
        add(
            BillTemplate(values, id: draw.at("upfront")),
            BillLine(
                amount: reservation.units * BillRates.one, cost: upfront, net: BillRates.net(upfront), list: 0
            ))
    }
}
