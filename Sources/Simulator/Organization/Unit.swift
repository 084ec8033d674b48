extension Simulation {
    /// An organisational unit.
    package struct Unit: Hashable, Sendable {
        let index: Int
        package let id: String
        package let name: String
        /// The unit above; nil directly below the root.
        let parent: Int?
    }

    /// The units that any organisation has, each with its parent.
    private static let commonUnits: [(name: String, parent: Int?)] = [
        ("Security", nil), ("Infrastructure", nil), ("Workloads", nil), ("Prod", 2), ("NonProd", 2),
        ("Sandbox", nil), ("Suspended", nil), ("PolicyStaging", nil),
    ]
    private static let teamsBegin = commonUnits.count

    /// A large organisation has a unit for each team, so that a unit may have more children than a page holds.
    private var hasTeamUnits: Bool { settings.accounts >= 200 }

    var unitCount: Int { Self.teamsBegin + (hasTeamUnits ? 2 * Names.teams.count : 0) }

    func unit(_ index: Int) -> Unit {
        let id = "ou-" + rootID.dropFirst(2) + "-" + Self.word(8, draw.at("unit").at(index))
        guard index >= Self.teamsBegin else {
            let unit = Self.commonUnits[index]
            return Unit(index: index, id: id, name: unit.name, parent: unit.parent)
        }
        let (branch, team) = (index - Self.teamsBegin).quotientAndRemainder(dividingBy: Names.teams.count)
        return Unit(index: index, id: id, name: Names.teams[team], parent: 3 + branch)
    }

    /// The unit of an id; nil for one that does not exist.
    package func unit(id: String) -> Unit? {
        (0..<unitCount).lazy.map { unit($0) }.first { $0.id == id }
    }

    /// The units directly below one, or below the root.
    func units(below parent: Int?) -> [Unit] {
        (0..<unitCount).map { unit($0) }.filter { $0.parent == parent }
    }

    /// In which unit an account is; nil directly below the root.
    func unit(of role: AccountRole, _ state: AccountState) -> Int? {
        if state == .suspended || state == .closed || state == .pendingClosure { return 6 }
        switch role.kind {
        case .management: return nil
        case .foundation: return role.name == "log-archive" || role.name == "security-tooling" ? 0 : 1
        case .sandbox: return 5
        case .workload:
            let branch = role.environment == "prod" ? 0 : 1
            guard hasTeamUnits, let team = Names.teams.firstIndex(of: role.team) else { return 3 + branch }
            return Self.teamsBegin + branch * Names.teams.count + team
        }
    }

    /// The way from the organisation to a unit, as AWS writes it, with a slash at its end.
    package func path(to unit: Unit?) -> String {
        guard let unit else { return "\(organizationID)/\(rootID)/" }
        return path(to: unit.parent.map { self.unit($0) }) + unit.id + "/"
    }

    /// The way to an account.
    package func path(to account: Account) -> String {
        path(to: unit(of: account)) + account.id + "/"
    }

    /// The names of the units above an account, the uppermost first.
    package func unitNames(of account: Account) -> [String] {
        var names: [String] = []
        var unit = unit(of: account)
        while let here = unit {
            names.insert(here.name, at: 0)
            unit = here.parent.map { self.unit($0) }
        }
        return names
    }

    /// The unit that an account is in; nil for the root.
    package func unit(of account: Account) -> Unit? { account.unit.map { unit($0) } }
}

extension Simulation {
    /// In which unit the account at a place is, without making up the rest of it.
    func unitIndex(ofAccount index: Int) -> Int? {
        unit(of: role(ofAccount: index), fate(ofAccount: index).0)
    }
}
