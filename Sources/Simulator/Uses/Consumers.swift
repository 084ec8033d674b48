import Formats

extension Simulation {
    /// The registry that everybody's images are pushed to, and where it is.
    var centralRegistry: (account: Account, region: Region)? {
        guard settings.accounts > 6 else { return nil }
        let account = account(6)
        guard let home = regions.first(where: { presence(of: account, in: $0) == .home }) else { return nil }
        return (account, home)
    }

    /// Whether an account runs what is in a repository, of its own registry or of everybody's.
    func uses(_ repository: String, of registry: Account, _ account: Account) -> Bool {
        guard account.state == .active, !repository.hasSuffix("-base") else { return false }
        let draw = draw.at("uses").at(registry.index).at(text: repository)
        let own = draw.at(account.index)
        let team = repository.prefix { $0 != "/" }
        if team == "tmp" { return registry.index == account.index && own.percent(10) }
        if registry.index == account.index { return own.percent(team == account.team ? 60 : 0) }
        guard registry.team == "ci-cd", !isUnshared(repository, of: registry) else { return false }
        // A team runs what is its own, and everybody what goes beside.
        if team == account.team { return own.percent(80) }
        let isBeside = repository.hasSuffix("-proxy") || repository.hasSuffix("-sidecar")
        return isBeside && draw.at("popular").percent(30) && own.percent(account.isProduction ? 40 : 15)
    }

    /// Whether nobody but its own account may pull from a repository.
    func isUnshared(_ repository: String, of registry: Account) -> Bool {
        draw.at("uses").at(registry.index).at(text: repository).at("unshared").percent(10)
    }

    /// All accounts that run what is in a repository.
    func consumers(of repository: String, in registry: Account) -> [Account] {
        guard registry.team == "ci-cd" else {
            return uses(repository, of: registry, registry) ? [registry] : []
        }
        let team = String(repository.prefix { $0 != "/" })
        let isBeside = repository.hasSuffix("-proxy") || repository.hasSuffix("-sidecar")
        return (0..<settings.accounts).compactMap { index in
            guard isBeside || index == registry.index || role(ofAccount: index).team == team else {
                return nil
            }
            let account = account(index)
            return uses(repository, of: registry, account) ? account : nil
        }
    }

    /// Who may pull from a repository, in the words of its policy; nil where it has none.
    func policy(of repository: Repository, _ registry: Account, _ region: Region) -> String? {
        let draw = repository.draw.at("permissions")
        let pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        guard registry.team == "ci-cd" else {
            guard draw.percent(6) else { return nil }
            return Statement("PullFromOtherAccounts", .organization(organizationID), pull).policy
        }
        guard !isUnshared(repository.name, of: registry) else { return nil }
        let consumers = consumers(of: repository.name, in: registry).map(\.id).filter { $0 != registry.id }
        switch draw.below(100) {
        case ..<4: return Statement("PullForAll", .everybody, pull).policy
        case ..<40 where (1...20).contains(consumers.count):
            return Statement("PullForTheTeam", .accounts(consumers), pull).policy
        default: return Statement("PullForTheOrganisation", .organization(organizationID), pull).policy
        }
    }
}
