extension Simulation {
    /// How many tables an account has in a region: those at work, and those that somebody forgot.
    private func tableCounts(of account: Account, in region: Region) -> (working: Int, forgotten: Int) {
        let draw = draw.at("tables").at(account.index).at(text: region.name)
        switch presence(of: account, in: region) {
        case .none: return (0, 0)
        case .stray: return (0, scaled(draw.within(1...3)))
        case .secondary: return (scaled(draw.within(1...5)), scaled(draw.at("forgotten").below(2)))
        case .home: break
        }
        let forgotten = draw.at("forgotten")
        switch account.environment {
        case "sandbox": return (scaled(draw.below(4)), scaled(forgotten.below(4)))
        case "prod" where account.team == "data-lake": return (scaled(118), scaled(12))
        case "prod":
            let isLarge = account.index >= AccountRole.firstMember && draw.at("large").percent(3)
            let count = draw.within(3...16) * (isLarge ? 9 : 1)
            return (scaled(count), scaled(forgotten.below(3)))
        default: return (scaled(draw.within(1...9)), scaled(forgotten.below(4)))
        }
    }

    func scaled(_ count: Int) -> Int {
        Int((Double(count) * settings.resources).rounded(.up))
    }

    /// How many tables there are, without naming them.
    package func tableCount(of account: Account, in region: Region) -> Int {
        let counts = tableCounts(of: account, in: region)
        return counts.working + counts.forgotten
    }

    /// The names of all tables, in the order in which AWS lists them.
    package func tableNames(of account: Account, in region: Region) -> [String] {
        tableUses(of: account, in: region).map(\.name)
    }

    /// The same, with what has become of each.
    func tableUses(of account: Account, in region: Region) -> [(name: String, use: TableUse)] {
        let counts = tableCounts(of: account, in: region)
        let writer = TableNames(account, region, draw, global: globalTable(of: account))
        var tables = (0..<counts.working).map { (name: writer.working($0), use: TableUse.working) }
        tables += (0..<counts.forgotten).map { (name: writer.forgotten($0), use: .forgotten) }
        return tables.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Whether a table is at work, or was forgotten; nil where there is none of that name.
    func use(ofTable name: String, _ account: Account, _ region: Region) -> TableUse? {
        let counts = tableCounts(of: account, in: region)
        let writer = TableNames(account, region, draw, global: globalTable(of: account))
        if (0..<counts.working).contains(where: { writer.working($0) == name }) { return .working }
        return (0..<counts.forgotten).contains { writer.forgotten($0) == name } ? .forgotten : nil
    }

    enum TableUse {
        case working, forgotten
    }

    /// A table that two regions have, each writing to the other.
    struct GlobalTable {
        var name: String
        var home, second: Region
    }

    /// The global table of an account: the first of its home's, in the place of the first of its second leg's.
    func globalTable(of account: Account) -> GlobalTable? {
        guard account.isProduction, draw.at("global table").at(account.index).percent(60),
            let legs = legs(of: account)
        else { return nil }
        let there = tableCounts(of: account, in: legs.second)
        guard tableCounts(of: account, in: legs.home).working > 0, there.working > 0 else { return nil }
        let name = TableNames(account, legs.home, draw, global: nil).working(0)
        // Another table of the second leg may have the name already.
        let writer = TableNames(account, legs.second, draw, global: nil)
        guard !(1..<max(1, there.working)).contains(where: { writer.working($0) == name }),
            !(0..<there.forgotten).contains(where: { writer.forgotten($0) == name })
        else { return nil }
        return GlobalTable(name: name, home: legs.home, second: legs.second)
    }
}

/// Names the tables of one account in one region, each differently.
private struct TableNames {
    private enum Style {
        case bare, withTeam, withEnvironment, camel
    }

    private let account: Simulation.Account
    private let style: Style
    private let workingOrder, forgottenOrder: Permutation
    /// What the first table is called where it is one of another region's.
    private let first: String?
    private static let workingCount = Names.entities.count * Names.tableForms.count
    private static let forgottenCount = Names.entities.count * Names.forgottenForms.count

    init(
        _ account: Simulation.Account, _ region: Simulation.Region, _ draw: Draw,
        global: Simulation.GlobalTable?
    ) {
        first = global.flatMap { $0.second == region ? $0.name : nil }
        self.account = account
        let draw = draw.at("table names").at(account.index)
        style = draw.one(of: [.bare, .withTeam, .withTeam, .withEnvironment, .camel])
        workingOrder = Permutation(of: Self.workingCount, draw.at(text: region.name))
        forgottenOrder = Permutation(of: Self.forgottenCount, draw.at("forgotten").at(text: region.name))
    }

    func working(_ number: Int) -> String {
        if number == 0, let first { return first }
        let (lap, rest) = number.quotientAndRemainder(dividingBy: Self.workingCount)
        let place = workingOrder.image(of: rest)
        let entity = Names.entities[place % Names.entities.count]
        let form = Names.tableForms[place / Names.entities.count]
        let lapWord = lap > 0 ? "p\(lap)" : ""
        if style == .camel { return Self.camel(entity) + Self.camel(form) + Self.camel(lapWord) }
        var name = style == .withTeam ? account.team + "-" : ""
        name += entity
        for word in [form, lapWord, style == .withEnvironment ? account.environment : ""] where !word.isEmpty
        {
            name += "-"
            name += word
        }
        return name
    }

    func forgotten(_ number: Int) -> String {
        let (lap, rest) = number.quotientAndRemainder(dividingBy: Self.forgottenCount)
        let place = forgottenOrder.image(of: rest)
        let entity = Names.entities[place % Names.entities.count]
        let form = Names.forgottenForms[place / Names.entities.count]
        let parts = form.split(separator: "*", omittingEmptySubsequences: false)
        return parts.joined(separator: entity) + (lap > 0 ? "-\(lap)" : "")
    }

    /// `ByDay` for `by-day`.
    private static func camel(_ words: String) -> String {
        words.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
