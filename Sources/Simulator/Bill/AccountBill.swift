import Formats

/// The lines of one account in one month, written table by table and day by day.
struct AccountBill {
    let simulation: Simulation
    let account: Simulation.Account
    let period: BillPeriod
    private(set) var sheet: [UInt8] = []
    /// What all of it costs after discounts, before tax.
    private(set) var net = 0
    /// What is left of the free tier, by region and use, in 10⁻¹⁰ of the unit.
    ///
    /// An organisation has it once in each region. The payer's own tables have it first: it is spread by rules that
    /// AWS does not tell, and no other account's lines depend on it so.
    private var left: [String: Int] = [:]
    /// What is left of the reserved capacity on each day.
    var reserved: [Int] = []
    let reservation: Reservation?

    init(_ simulation: Simulation, _ account: Simulation.Account, _ period: BillPeriod) {
        (self.simulation, self.account, self.period) = (simulation, account, period)
        reservation = Reservation(of: account, simulation, in: period)
        let units = reservation?.units ?? 0
        reserved = Array(repeating: units * 24 * BillRates.one, count: period.days.count)
    }

    /// Writes everything.
    mutating func write() {
        sheet.reserveCapacity(1 << 20)
        for region in simulation.regions {
            let tables = simulation.tables(of: account, in: region)
            guard !tables.isEmpty else { continue }
            let prices = RegionPrices(region.name)
            for table in tables { write(table, prices) }
        }
        writeOthers()
        writeFees()
        writeCredit()
        writeTax()
    }

    /// The columns that all lines of an account have in common.
    func common(_ tags: [Simulation.Tag]) -> [BillColumn: String] {
        var values: [BillColumn: String] = [
            .invoice: period.invoice, .invoicer: "Amazon Web Services EMEA SARL", .biller: "AWS",
            .billType: "Anniversary", .payer: simulation.management.id, .periodStart: "\(period.first)",
            .periodEnd: "\(period.next)", .account: account.id, .currency: "USD",
        ]
        values[.seller] = "Amazon Web Services EMEA SARL"
        for tag in tags {
            switch tag.key {
            case "cost-centre": values[.costCentre] = tag.value
            case "owner": values[.owner] = tag.value
            case "tier": values[.tier] = tag.value
            default: break
            }
        }
        return values
    }

    /// Writes one line, and adds up what it costs.
    mutating func add(_ template: BillTemplate, _ line: BillLine) {
        net += line.net
        template.write(line, period, to: &sheet)
    }

    /// What of an amount is free, which is then used up.
    mutating func takeFree(_ amount: Int, of use: PricedUse, _ prices: RegionPrices) -> Int {
        guard account.index == 0, let free = use.free else { return 0 }
        let key = prices.region + use.rawValue
        let rest = left[key] ?? free * BillRates.one
        let taken = min(rest, amount)
        left[key] = rest - taken
        return taken
    }
}

extension AccountBill {
    /// A discount that AWS has granted for something that went wrong, every month.
    private mutating func writeCredit() {
        guard account.index == 0 else { return }
        var values = common([])
        values[.kind] = "Credit"
        values[.product] = "AmazonDynamoDB"
        values[.productName] = "Amazon DynamoDB"
        values[.description] = "Goodwill credit"
        let amount = -50 * BillRates.one
        add(
            BillTemplate(values, id: simulation.draw.at("credit").at(period.first.day)),
            BillLine(amount: 0, cost: amount, net: amount, list: 0))
    }

    private mutating func writeTax() {
        guard net > 0 else { return }
        var values = common([])
        values[.kind] = "Tax"
        values[.product] = "AWSTax"
        values[.taxType] = "VAT"
        values[.description] = "Tax of type VAT on what was used"
        let tax = (net * BillRates.tax + 50) / 100
        let draw = simulation.draw.at("tax").at(account.index).at(period.first.day)
        add(
            BillTemplate(values, id: draw),
            BillLine(amount: BillRates.one, cost: tax, net: tax, list: 0))
    }
}
