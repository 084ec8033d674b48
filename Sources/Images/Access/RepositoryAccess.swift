import Formats

/// Who beside the owner may pull images, by the resource policy of a repository or of a registry.
///
/// The answer errs to the wide side. A `Deny` is not subtracted, a resource is not looked at, and a condition
/// counts only where it names accounts or organisations outright: a network or a tag says nothing of who.
package struct RepositoryAccess: Equatable, Sendable {
    /// The widest of the groups that may pull.
    package enum Reach: Equatable, Sendable {
        case nobody
        /// Services of AWS, in whatever account they act.
        case services([String])
        case accounts([String])
        case organizations([String])
        case everyone
    }

    package let isEveryone: Bool
    package let organizations: [String]
    /// Twelve digits each, without the owner.
    package let accounts: [String]
    /// Services whose accounts no condition names.
    package let services: [String]
    /// Principals of whom only a name is known: federated users, and users that were deleted.
    package let others: [String]

    /// The access that a policy's JSON gives to others than an account.
    package init(_ policy: String, owner: String) throws(DecodingFailure) {
        let document = try JSON(Array(policy.utf8))
        guard let listed = document["Statement"] else { throw DecodingFailure("a policy without Statement") }
        var granted = Set<PolicyPrincipal>()
        for statement in listed.elements ?? [listed] {
            granted.formUnion(try PolicyStatement(statement).pullers)
        }
        isEveryone = granted.contains(.everyone)
        func names(_ name: (PolicyPrincipal) -> String?) -> [String] { granted.compactMap(name).sorted() }
        organizations = names { if case .organization(let id) = $0 { id } else { nil } }
        accounts = names { if case .account(let id) = $0, id != owner { id } else { nil } }
        services = names { if case .service(let name) = $0 { name } else { nil } }
        others = names { if case .other(let name) = $0 { name } else { nil } }
    }

    package var reach: Reach {
        if isEveryone { return .everyone }
        if !organizations.isEmpty { return .organizations(organizations) }
        if !accounts.isEmpty { return .accounts(accounts) }
        return services.isEmpty ? .nobody : .services(services)
    }
}
