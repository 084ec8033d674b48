import Formats

/// What an account uses besides tables: machines, buckets, functions and images.
extension AccountBill {
    mutating func writeOthers() {
        guard account.state != .closed, account.state != .pendingActivation else { return }
        for region in simulation.regions where simulation.presence(of: account, in: region) == .home {
            let prices = RegionPrices(region.name)
            writeMachines(prices)
            writeBuckets(prices)
            writeFunctions(prices)
        }
        writeImages()
    }

    private var draw: Draw { simulation.draw.at("others").at(account.index) }

    private mutating func writeMachines(_ prices: RegionPrices) {
        let use = BillUse(
            "AmazonEC2", "Amazon Elastic Compute Cloud", "BoxUsage:m5.large", "RunInstances", unit: "Hrs",
            family: "Compute Instance", rate: 960_000_000, prices, simulation)
        let count = draw.at("machines").within(account.isProduction ? 2...12 : 0...2)
        for number in 0..<count {
            let draw = draw.at("machines").at(number)
            let id = "i-0" + String(draw.bits | 1 << 63, radix: 16)
            write(use, id, draw) { _ in 24 * BillRates.one }
        }
    }

    private mutating func writeBuckets(_ prices: RegionPrices) {
        let use = BillUse(
            "AmazonS3", "Amazon Simple Storage Service", "TimedStorage-ByteHrs", "StandardStorage",
            unit: "GB-Mo", family: "Storage", rate: 230_000_000, prices, simulation)
        for number in 0..<draw.at("buckets").within(1...3) {
            let draw = draw.at("buckets").at(number)
            let amount = BillRates.gigabyteMonths(draw.within(20...20_000) << 30, days: period.length)
            write(use, "\(account.name)-\(number + 1)", draw) { _ in amount }
        }
    }

    private mutating func writeFunctions(_ prices: RegionPrices) {
        let use = BillUse(
            "AWSLambda", "AWS Lambda", "Lambda-GB-Second", "Invoke", unit: "Lambda-GB-Second",
            family: "Serverless", rate: 166_667, prices, simulation)
        let draw = draw.at("functions")
        let name = "arn:aws:lambda:\(prices.region):\(account.id):function:\(account.team)-api"
        let usual = draw.within(2_000...400_000)
        write(use, name, draw) { day in usual * draw.at(day).within(80...120) / 100 * BillRates.one }
    }

    private mutating func write(
        _ use: BillUse, _ resource: String, _ draw: Draw, _ amount: (Int) -> Int
    ) {
        let tags = simulation.tags(account, draw.at("tags"))
        var values = common(tags).merging(use.values) { $1 }
        values[.resource] = resource
        let template = BillTemplate(values, id: draw.at("line").at(period.first.day))
        for day in period.days {
            let amount = amount(day)
            let cost = BillRates.cost(amount, at: use.rate)
            add(
                template,
                BillLine(
                    day: day - period.days.lowerBound, amount: amount, cost: cost, net: BillRates.net(cost),
                    list: cost))
        }
    }
}
