import Formats

/// Whom the conditions of a statement leave, where they name accounts or organisations outright.
///
/// Conditions are all to be met and the values of one are alternatives, so the condition that names the fewest
/// is a limit, whatever the others say. Values with wildcards or variables, operators that are met when the key
/// is absent, and negated ones limit nothing here.
struct PolicyLimit {
    /// Nil where nothing limits.
    private var members: Set<PolicyPrincipal>?

    init(_ condition: JSON?) {
        for block in condition?.members ?? [] where Self.limits(block.key.lowercased()) {
            for key in block.value.members ?? [] {
                guard let values = try? key.value.policyStrings() else { continue }
                guard let named = Self.members(key.key.lowercased(), values) else { continue }
                if isNarrower(named) { members = named }
            }
        }
    }

    private static func limits(_ operation: String) -> Bool {
        let prefix = "foranyvalue:"
        let name = operation.hasPrefix(prefix) ? operation.dropFirst(prefix.count) : operation[...]
        return ["stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike"].contains(name)
    }

    /// Whom the values of a key name; nil if one of them may be anybody.
    private static func members(_ key: String, _ values: [String]) -> Set<PolicyPrincipal>? {
        var members = Set<PolicyPrincipal>()
        for value in values {
            let account: String?
            switch key {
            case "aws:principalaccount", "aws:sourceaccount": account = PolicyPrincipal.account(value)
            case "aws:principalarn", "aws:sourcearn": account = PolicyPrincipal.account(ofARN: value)
            case "aws:principalorgid", "aws:principalorgpaths", "aws:sourceorgid", "aws:sourceorgpaths":
                guard let id = PolicyPrincipal.organization(value) else { return nil }
                members.insert(.organization(id))
                continue
            default: return nil
            }
            guard let account else { return nil }
            members.insert(.account(account))
        }
        return members.isEmpty ? nil : members
    }

    /// Accounts are fewer than an organisation, and then the smaller set is.
    private func isNarrower(_ named: Set<PolicyPrincipal>) -> Bool {
        guard let members else { return true }
        func width(_ set: Set<PolicyPrincipal>) -> (Int, Int) {
            (set.contains { if case .organization = $0 { true } else { false } } ? 1 : 0, set.count)
        }
        return width(named) < width(members)
    }

    /// Who of a principal is left.
    func members(of principal: PolicyPrincipal) -> Set<PolicyPrincipal> {
        switch principal {
        case .everyone, .service: members ?? [principal]
        case .organization, .account, .other: [principal]
        }
    }
}
