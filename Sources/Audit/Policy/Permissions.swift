import AWS

/// What Stocktake has to be allowed: made from the questions that it asks, so that the two cannot drift apart.
package struct Permissions: Equatable, Sendable {
    /// The role in each account.
    package var member: [String]
    /// Who enters them: the credentials that the run starts with.
    package var root: [String]
    /// Who puts reports into a bucket: the same credentials.
    package var puts: [String] = []
    /// Where they may, as ARNs have it; nil where reports stay in their folder.
    package var putPlace: String?
    /// The name of the role that templates make.
    package var role: String
    /// The roles that the root may take.
    package var roles: [String]

    package init(of scope: AuditScope, reports: ReportScope = ReportScope()) {
        let services = Catalog.services.filter { scope.services.contains($0.name) }
        let watching =
            scope.metrics.monitoringAccount == nil
            ? [] : [OAM.ListSinks.operation, OAM.ListAttachedLinks.operation]
        let operations = services.flatMap(\.operations) + Discover.memberOperations + watching
        member = Self.actions(of: operations)
        root = Self.actions(of: Discover.rootOperations + Bill.operations(for: scope.costs))
        if let place = reports.upload {
            puts = Self.actions(of: Uploading.operations)
            putPlace = "arn:*:s3:::\(place.bucket)/\(place.prefix.isEmpty ? "" : place.prefix + "/")*"
        }
        roles = Self.roles(of: scope.aws.accounts)
        role = roles.first ?? "StocktakeReadOnly"
        if roles.isEmpty { roles = [role] }
    }

    static func actions(of operations: [Operation]) -> [String] {
        Set(operations.compactMap(\.action)).sorted()
    }

    private static func roles(of choice: AccountChoice) -> [String] {
        switch choice {
        case .own: []
        case .organization(let organization): [organization.door.role]
        case .listed(let accounts): Set(accounts.compactMap(\.door?.role)).sorted()
        }
    }
}
