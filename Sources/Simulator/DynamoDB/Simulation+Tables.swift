import Formats

extension Simulation {
    /// The table of a name; nil where an account has none of that name in a region.
    package func table(_ name: String, of account: Account, in region: Region) -> Table? {
        guard let use = use(ofTable: name, account, region) else { return nil }
        return TableMaker(self, name, account, region, use).table()
    }
}

/// Invents what there is to know of one table.
private struct TableMaker {
    private let simulation: Simulation
    private let name: String
    private let account: Simulation.Account
    private let region: Simulation.Region
    private let draw: Draw
    private let isForgotten: Bool
    private let items: Int

    init(
        _ simulation: Simulation, _ name: String, _ account: Simulation.Account, _ region: Simulation.Region,
        _ use: Simulation.TableUse
    ) {
        (self.simulation, self.name, self.account, self.region) = (simulation, name, account, region)
        draw = simulation.draw.at("table").at(account.index).at(text: region.name).at(text: name)
        isForgotten = use == .forgotten
        let decade = draw.at("decade").below(isForgotten ? 4 : account.isProduction ? 9 : 6)
        items = draw.at("items").below((0..<decade).reduce(10) { power, _ in power * 10 })
    }

    func table() -> Simulation.Table {
        let partitionKey = attribute("partition", of: ["pk", "id", "customerId", "orderId", "tenant", "key"])
        let hasSortKey = draw.at("sorted").percent(60)
        let sortKey =
            hasSortKey ? attribute("sort", of: ["sk", "createdAt", "version", "date", "type"]) : nil
        let size = items * draw.at("size").within(80...1800)
        let billing = billing
        return Simulation.Table(
            name: name, arn: Simulation.arn(ofTable: name, account, region), id: identifier,
            status: draw.at("status").percent(1) ? "UPDATING" : "ACTIVE", created: created,
            billing: billing, items: items, bytes: size,
            isInfrequentAccess: draw.at("class").percent(4),
            isProtected: account.isProduction && !isForgotten && draw.at("protected").percent(45),
            isEncryptedWithOwnKey: draw.at("encrypted").percent(18),
            partitionKey: partitionKey, sortKey: sortKey,
            localIndexes: hasSortKey ? localIndexes(partitionKey, size) : [],
            globalIndexes: globalIndexes(billing, size), stream: stream,
            tags: simulation.tags(account, draw.at("tags")))
    }

    private var created: Timestamp {
        let end = simulation.settings.end
        let age = isForgotten ? draw.at("age").within(500...1900) : draw.at("age").within(3...1500)
        let created = end.adding(days: -age).adding(seconds: Int64(draw.at("second").below(86_400)))
        return max(created, account.joined.adding(days: 1))
    }

    /// Four in five tables that are forgotten still pay for what they once needed.
    private var billing: Simulation.Table.Billing {
        let draw = draw.at("billing")
        guard draw.percent(isForgotten ? 80 : 45) else {
            return .onDemand(since: draw.at("changed").percent(30) ? created.adding(days: 40) : nil)
        }
        return .provisioned(throughput(draw, large: account.isProduction))
    }

    private func throughput(_ draw: Draw, large: Bool) -> Simulation.Table.Throughput {
        let sizes = [1, 5, 5, 5, 10, 25, 50, 100, 250, 600, 2000]
        let usual = large ? sizes : Array(sizes.prefix(6))
        let isLowered = draw.at("lowered").percent(15)
        return Simulation.Table.Throughput(
            reads: draw.at("reads").one(of: usual), writes: draw.at("writes").one(of: usual),
            lowered: isLowered ? created.adding(days: 20) : nil)
    }

    private func attribute(_ purpose: StaticString, of names: [String]) -> Simulation.Table.Attribute {
        let draw = draw.at(purpose)
        let name = draw.one(of: names)
        let isNumber = ["version", "date", "createdAt"].contains(name) && draw.at("type").percent(60)
        return Simulation.Table.Attribute(name: name, type: isNumber ? "N" : "S")
    }

    private func globalIndexes(_ billing: Simulation.Table.Billing, _ size: Int) -> [Simulation.Table.Index] {
        let count = max(0, draw.at("global").below(7) - 3)
        return (0..<count).map { number in
            let draw = draw.at("global").at(number)
            let names = ["status", "email", "owner", "sku", "externalId", "region", "channel"]
            let key = Simulation.Table.Attribute(name: names[(number + draw.below(2) * 3) % 7], type: "S")
            var index = index("\(key.name)-\(number)-index", key, nil, draw, size)
            if case .provisioned = billing { index.throughput = throughput(draw, large: false) }
            return index
        }
    }

    private func localIndexes(
        _ partitionKey: Simulation.Table.Attribute, _ size: Int
    ) -> [Simulation.Table.Index] {
        guard draw.at("local").percent(9) else { return [] }
        let key = Simulation.Table.Attribute(name: "updatedAt", type: "N")
        return [index("updatedAt-local", partitionKey, key, draw.at("local"), size)]
    }

    private func index(
        _ name: String, _ partitionKey: Simulation.Table.Attribute, _ sortKey: Simulation.Table.Attribute?,
        _ draw: Draw, _ size: Int
    ) -> Simulation.Table.Index {
        let projection = draw.at("projection").one(of: ["ALL", "ALL", "KEYS_ONLY", "INCLUDE"])
        let share = draw.at("share").within(1...100)
        return Simulation.Table.Index(
            name: name, partitionKey: partitionKey, sortKey: sortKey, projection: projection,
            included: projection == "INCLUDE" ? ["amount", "currency"] : [], throughput: nil,
            items: items / 100 * share, bytes: size / (projection == "ALL" ? 100 : 500) * share)
    }

    private var stream: Simulation.Table.Stream? {
        guard draw.at("stream").percent(22) else { return nil }
        let views = ["NEW_AND_OLD_IMAGES", "NEW_IMAGE", "KEYS_ONLY"]
        let enabled = created.adding(days: 1).text(.extended).dropLast()
        return Simulation.Table.Stream(view: draw.at("view").one(of: views), label: enabled + ".000")
    }

    private var identifier: String { draw.at("id").uuid }
}
