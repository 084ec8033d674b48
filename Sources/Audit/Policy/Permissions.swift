import AWS

/// What Stocktake has to be allowed: made from the questions that it asks, so that the two cannot drift apart.
package struct Permissions: Equatable, Sendable {
    /// The role in each account.
    package var member: [String]
    /// Who enters them: the credentials that the run starts with.
    package var root: [String]
    /// The name of the role that the root may take.
    package var role: String
    package var externalID: String?

    package init(of scope: AuditScope) {
        let services = Catalog.services.filter { scope.services.contains($0.name) }
        let operations = services.flatMap(\.operations) + Discover.memberOperations
        member = Self.actions(of: operations)
        root = Self.actions(of: Discover.rootOperations)
        let door = Self.door(of: scope.aws.accounts)
        role = door?.role ?? "StocktakeReadOnly"
        externalID = door?.externalID
    }

    private static func actions(of operations: [Operation]) -> [String] {
        Set(operations.compactMap(\.action)).sorted()
    }

    private static func door(of choice: AccountChoice) -> Door? {
        switch choice {
        case .own: nil
        case .organization(let organization): organization.door
        case .listed(let accounts): accounts.lazy.compactMap(\.door).first
        }
    }
}
