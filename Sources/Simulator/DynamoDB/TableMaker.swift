import Formats

/// Invents what there is to know of one table.
struct TableMaker {
    private let simulation: Simulation
    let name: String
    private let account: Simulation.Account
    private let region: Simulation.Region
    let global: Simulation.GlobalTable?
    let draw: Draw
    let isForgotten: Bool
    private let habit: Simulation.Habit

    init(
        _ simulation: Simulation, _ name: String, _ account: Simulation.Account, _ region: Simulation.Region,
        _ use: Simulation.TableUse
    ) {
        (self.simulation, self.name, self.account, self.region) = (simulation, name, account, region)
        let global = simulation.globalTable(of: account)
        let isGlobal = global?.name == name && (global?.home == region || global?.second == region)
        self.global = isGlobal ? global : nil
        // A replica is what the table at home is.
        let origin = isGlobal ? global?.home ?? region : region
        draw = simulation.draw.at("table").at(account.index).at(text: origin.name).at(text: name)
        isForgotten = use == .forgotten
        let usual = Simulation.Habit.habit(at: draw.at("habit").below(100))
        habit = isForgotten ? .idle : isGlobal && usual.isProvisioned == true ? .diurnal : usual
    }

    func table() -> Simulation.Table {
        let partitionKey = attribute("partition", of: ["pk", "id", "customerId", "orderId", "tenant", "key"])
        let hasSortKey = draw.at("sorted").percent(60)
        let sortKey =
            hasSortKey ? attribute("sort", of: ["sk", "createdAt", "version", "date", "type"]) : nil
        let (items, size) = contents
        let (billing, created) = (billing, created)
        let isProvisioned = if case .provisioned = billing { true } else { false }
        return Simulation.Table(
            name: name, arn: Simulation.arn(ofTable: name, account, region), region: region.name,
            id: draw.at("id").at(text: global == nil ? "" : region.name).uuid,
            status: draw.at("status").percent(1) ? "UPDATING" : "ACTIVE", created: created, habit: habit,
            billing: billing, scaling: scaling, limit: isProvisioned ? nil : limit, items: items, bytes: size,
            infrequentAccess: infrequentAccess,
            isProtected: account.isProduction && !isForgotten && draw.at("protected").percent(45),
            isEncryptedWithOwnKey: draw.at("encrypted").percent(18),
            partitionKey: partitionKey, sortKey: sortKey,
            localIndexes: hasSortKey ? localIndexes(partitionKey, items, size) : [],
            globalIndexes: globalIndexes(billing, items, size), stream: stream, replicas: replicas,
            tags: simulation.tags(account, draw.at("tags")), draw: draw.at("life"),
            isLarge: account.isProduction && !isForgotten, end: simulation.settings.end)
    }

    /// How many items there are, and how many bytes they are.
    private var contents: (items: Int, bytes: Int) {
        switch habit {
        case .coldStorage:
            let bytes = draw.at("size").within(100...3000) << 30
            return (bytes / 420, bytes)
        case .busyInfrequent:
            let bytes = draw.at("size").within(4...20) << 30
            return (bytes / 420, bytes)
        default:
            let decade = draw.at("decade").below(isForgotten ? 4 : account.isProduction ? 9 : 6)
            let items = draw.at("items").below((0..<decade).reduce(10) { power, _ in power * 10 })
            return (items, items * draw.at("size").within(80...1800))
        }
    }

    var created: Timestamp {
        let end = simulation.settings.end
        let age = isForgotten ? draw.at("age").within(500...1900) : draw.at("age").within(3...1500)
        let created = end.adding(days: -age).adding(seconds: Int64(draw.at("second").below(86_400)))
        return max(created, account.joined.adding(days: 1))
    }

    /// Four in five tables that are forgotten still pay for what they once needed.
    private var billing: Simulation.Table.Billing {
        let draw = draw.at("billing")
        let isDrawn = draw.percent(isForgotten ? 80 : 45)
        guard global == nil, habit.isProvisioned ?? isDrawn else {
            let change = created.adding(days: 40)
            let isOld = change < simulation.settings.end.adding(days: -120)
            return .onDemand(since: isOld && draw.at("changed").percent(30) ? change : nil)
        }
        return .provisioned(throughput(draw, large: account.isProduction))
    }

    func throughput(_ draw: Draw, large: Bool) -> Simulation.Table.Throughput {
        let sizes = [1, 5, 5, 5, 10, 25, 50, 100, 250, 600, 2000]
        let usual = large ? habit.provisionedSizes ?? sizes : Array(sizes.prefix(6))
        let isLowered = draw.at("lowered").percent(15)
        return Simulation.Table.Throughput(
            reads: draw.at("reads").one(of: usual), writes: draw.at("writes").one(of: usual),
            lowered: isLowered ? created.adding(days: 2) : nil)
    }

    private var scaling: Simulation.Table.Scaling? {
        guard habit == .autoScaled else { return nil }
        let draw = draw.at("scaling")
        let most = draw.one(of: account.isProduction ? [100, 400, 1000, 4000] : [20, 50, 100])
        let target = draw.at("target").one(of: [70, 70, 70, 50])
        let written = max(10, most / draw.at("written").within(1...5))
        return Simulation.Table.Scaling(
            reads: ProvisionedCapacity.Scaling(least: max(1, most / 20), most: most, target: target),
            writes: ProvisionedCapacity.Scaling(least: max(1, written / 20), most: written, target: target))
    }

    /// A lid that somebody put on what may be spent, far above what is used.
    private var limit: Simulation.Table.Limit? {
        let draw = draw.at("limit")
        guard draw.percent(12) else { return nil }
        return Simulation.Table.Limit(reads: draw.at("reads").one(of: [2000, 5000]), writes: 1000)
    }

    /// Most that are in the other class have been from their first day, some for three weeks.
    private var infrequentAccess: Timestamp? {
        guard habit == .busyInfrequent || habit != .coldStorage && draw.at("class").percent(4) else {
            return nil
        }
        guard draw.at("class").at("since").percent(25) else { return created }
        return max(created, simulation.settings.end.adding(days: -21).adding(seconds: 4 * 3600))
    }

    private var replicas: [String] {
        guard let global else { return [] }
        return [global.home.name, global.second.name].filter { $0 != region.name }
    }

    private func attribute(_ purpose: StaticString, of names: [String]) -> Simulation.Table.Attribute {
        let draw = draw.at(purpose)
        let name = draw.one(of: names)
        let isNumber = ["version", "date", "createdAt"].contains(name) && draw.at("type").percent(60)
        return Simulation.Table.Attribute(name: name, type: isNumber ? "N" : "S")
    }
}
