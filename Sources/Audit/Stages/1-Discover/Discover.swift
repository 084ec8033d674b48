import AWS
import Pipeline

/// The first stage: who and where.
///
///     organisation → accounts → access → regions → what each service lists
///
/// Each arrow is a cell that finds others, so that whatever cannot be looked at is a gap of its own, and what
/// lies behind it is told as not reached.
enum Discover {
    static func stage(
        _ scope: AuditScope, _ access: Access, _ all: [AuditedService] = Catalog.services
    ) -> Stage {
        let services = all.filter { scope.services.contains($0.name) }
        let steps: [any Step] =
            [
                OrganizationAccounts(access: access), UnitWalk(access: access), UnitName(access: access),
                AccountTags(access: access), AccountState(), CallerAccount(access: access),
                AccountAccess(access: access), AccountRegions(access: access, services: services),
                RegionStatusCheck(access: access), RegionOff(),
            ] + Prices.steps(access) + Bill.discoverSteps(scope.costs, access)
            + services.flatMap { $0.steps(access) }
        return Stage(.discover, steps: steps) { _, _ in
            Plan((services.isEmpty ? [] : first(of: scope.aws.accounts)) + Bill.firstCells(scope.costs))
        }
    }

    private static func first(of choice: AccountChoice) -> [Cell] {
        switch choice {
        case .own: [Cell(.discover, "account", "caller")]
        case .organization: [Cell(.discover, "organizations", "accounts")]
        case .listed(let accounts): accounts.map { Cell(.discover, "account", "access", account: $0.id) }
        }
    }

    /// What the credentials ask that the run starts with.
    static let rootOperations =
        [
            Organizations.ListAccounts.operation, Organizations.ListAccountsForParent.operation,
            Organizations.ListRoots.operation, Organizations.ListOrganizationalUnitsForParent.operation,
            Organizations.DescribeOrganizationalUnit.operation, Organizations.ListTagsForResource.operation,
            AccountManagement.ListRegions.operation,
        ] + Prices.operations

    /// What is asked in each account.
    static let memberOperations = [AccountManagement.ListRegions.operation, EC2.DescribeRegions.operation]
}
