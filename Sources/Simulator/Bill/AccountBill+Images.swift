import Formats

/// What keeping images costs: each layer of a repository once, and less by its place only in huge archives.
extension AccountBill {
    mutating func writeImages() {
        for region in simulation.regions where simulation.presence(of: account, in: region) != .none {
            let prices = RegionPrices(region.name)
            for name in simulation.repositoryNames(of: account, in: region) {
                let shelf = simulation.shelf(name, of: account, in: region)
                let kept = shelf.kept()
                write(.storage, kept, shelf.repository, prices)
                write(.archive, kept, shelf.repository, prices)
            }
        }
    }

    private mutating func write(
        _ price: ImagePrice, _ kept: [ImageShelf.Kept], _ repository: Simulation.Repository,
        _ prices: RegionPrices
    ) {
        let amounts = bytes(of: kept, price)
        guard amounts.contains(where: { $0 > 0 }) else { return }
        let use = BillUse(price, prices, simulation)
        var values = common(repository.tags).merging(use.values) { $1 }
        values[.resource] = repository.arn
        let draw = repository.draw.at("line").at(text: price.rawValue).at(period.first.day)
        let template = BillTemplate(values, id: draw)
        for (place, bytes) in amounts.enumerated() where bytes > 0 {
            let amount = BillRates.gigabyteMonths(bytes, days: period.length)
            let cost = BillRates.cost(amount, at: use.rate)
            add(
                template,
                BillLine(day: place, amount: amount, cost: cost, net: BillRates.net(cost), list: cost))
        }
    }

    /// How many bytes are kept on each day.
    private func bytes(of kept: [ImageShelf.Kept], _ price: ImagePrice) -> [Int] {
        let (first, count) = (period.days.lowerBound, period.days.count)
        // What comes and goes, day by day; then summed up.
        var changes = [Int](repeating: 0, count: count + 1)
        func place(_ day: Int) -> Int { min(max(day - first, 0), count) }
        for entry in kept {
            let archived = entry.archived.map { place(max($0, entry.day)) } ?? count
            switch price {
            case .storage:
                changes[place(entry.day)] += entry.size
                changes[archived] -= entry.size
            case .archive: changes[archived] += entry.size
            }
        }
        var sum = 0
        return changes.prefix(count).map { change in
            sum += change
            return sum
        }
    }
}

extension BillUse {
    /// Keeping images, as the price list has it.
    init(_ price: ImagePrice, _ prices: RegionPrices, _ simulation: Simulation) {
        let product = ImagePriceProduct(price, prices, simulation)
        self.init(
            product: ImagePrice.service, productName: ImagePrice.serviceName,
            usageType: prices.usageType(price.rawValue), operation: "", unit: "GB-Mo",
            family: ImagePrice.family, rate: product.rate, sku: product.sku, rateCode: product.rateCode,
            description: Self.sentence(product.rate, "GB-Mo", prices), prices: prices)
    }
}
