extension Simulation {
    /// What an audit with the simulation's role can see of one service in one region of an account.
    package enum Visibility: Hashable, Sendable {
        case seen
        /// The account does not let anybody in.
        case accountNotActive(AccountState)
        case roleMissing
        /// The account has not asked for the region.
        case regionOff
        case deniedByOrganization
        case deniedByIdentity
    }

    /// What can be counted.
    package enum Countable: String, CaseIterable, Sendable {
        case tables, repositories
    }

    package func visibility(
        of countable: Countable, in account: Account, _ region: Region
    ) -> Visibility {
        visibility(of: countable == .tables ? .listTables : .describeRepositories, in: account, region)
    }

    /// Whether the audit may ask this of a service of one region, and why not.
    package func visibility(of action: Action, in account: Account, _ region: Region) -> Visibility {
        guard account.state == .active else { return .accountNotActive(account.state) }
        if account.trouble == .roleMissing { return .roleMissing }
        guard state(of: region, in: account).isOn else { return .regionOff }
        if isForbidden(region, in: account) { return .deniedByOrganization }
        return account.lacks(action) ? .deniedByIdentity : .seen
    }

    /// Whether a policy of the organisation forbids the services of a region.
    func isForbidden(_ region: Region, in account: Account) -> Bool {
        account.trouble == .regionsDenied && !regions.prefix(2).contains(region)
    }

    package func count(of countable: Countable, in account: Account, _ region: Region) -> Int {
        switch countable {
        case .tables: tableCount(of: account, in: region)
        case .repositories: repositoryCount(of: account, in: region)
        }
    }
}
