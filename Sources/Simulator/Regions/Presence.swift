extension Simulation {
    /// How much an account does in a region.
    enum Presence {
        case none
        /// Somebody tried something there, years ago.
        case stray
        /// A second leg.
        case secondary
        case home
    }

    func presence(of account: Account, in region: Region) -> Presence {
        guard state(of: region, in: account).isOn else { return .none }
        let habits = draw.at("presence").at(account.index)
        guard account.index == 0 || !habits.at("idle").percent(account.isProduction ? 4 : 22) else {
            return .none
        }
        let home = home(of: account)
        if region.name == home.name { return .home }
        let isSecond = habits.at("second").percent(account.isProduction ? 35 : 8)
        if isSecond, region.name == second(to: home, habits).name { return .secondary }
        // An account that opted in to a region did so for a reason.
        if region.isOptIn { return habits.at(text: region.name).percent(60) ? .secondary : .none }
        return habits.at("stray").at(text: region.name).percent(2) ? .stray : .none
    }

    /// The two regions of an account that has a second leg.
    func legs(of account: Account) -> (home: Region, second: Region)? {
        let home = home(of: account)
        guard presence(of: account, in: home) == .home else { return nil }
        let second = second(to: home, draw.at("presence").at(account.index))
        guard second.name != home.name, presence(of: account, in: second) == .secondary else { return nil }
        return (home, second)
    }

    /// Where a team lives, with all of its accounts.
    private func home(of account: Account) -> Region {
        let candidates = regions.prefix(3)
        let weights = [30, 45, 25].prefix(candidates.count)
        var point = draw.at("home").at(text: account.team).below(weights.reduce(0, +))
        for (region, weight) in zip(candidates, weights) {
            if point < weight { return region }
            point -= weight
        }
        return regions[0]
    }

    private func second(to home: Region, _ habits: Draw) -> Region {
        let others = regions.prefix(6).filter { $0.name != home.name && !$0.isOptIn }
        return others.isEmpty ? home : habits.at("second").at("which").one(of: others)
    }
}
