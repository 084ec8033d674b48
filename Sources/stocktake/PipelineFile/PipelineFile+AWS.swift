import AWS
import Audit

/// The section `aws`: which accounts and regions, and how they are entered.
extension PipelineFile {
    static let awsKeys = [
        "profile", "organization", "accounts", "regions", "simulation", "monitoring-account",
    ]

    static func aws(_ section: Section) throws(Section.Mistake) -> AWSScope {
        var scope = AWSScope()
        scope.profile = try section.string("profile", ifPresent: notEmpty)
        scope.regions = try regions(section)
        scope.accounts = try accounts(section)
        return scope
    }

    private static func accounts(_ section: Section) throws(Section.Mistake) -> AccountChoice {
        guard section.has("organization") else {
            let items = try section.sections("accounts", keys: ["id", "role", "external-id"])
            var accounts: [ListedAccount] = []
            for item in items {
                let id = try item.string("id", check: account)
                if accounts.contains(where: { $0.id == id }) {
                    throw Section.Mistake(
                        "account \(id) is named twice", at: item.place(of: "id"),
                        hint: "leave one of them out")
                }
                accounts.append(ListedAccount(id: id, door: item.has("role") ? try door(item) : nil))
            }
            guard accounts.isEmpty, section.has("accounts") else {
                return accounts.isEmpty ? .own : .listed(accounts)
            }
            throw Section.Mistake(
                "`accounts` is empty", at: section.place(of: "accounts"),
                hint: "name accounts, or leave it out to audit the one that the credentials belong to")
        }
        if section.has("accounts") {
            throw Section.Mistake(
                "`organization` and `accounts` exclude each other", at: section.place(of: "accounts"),
                hint: "to audit a part of the organisation, write `include: { accounts: [...] }` in it")
        }
        let node = try section.section(
            "organization", keys: ["role", "external-id", "include", "exclude"])
        return .organization(
            Organization(
                door: try door(node), include: try filter(node, "include"),
                exclude: try filter(node, "exclude")))
    }

    private static func door(_ section: Section) throws(Section.Mistake) -> Door {
        Door(
            role: try section.string("role", check: role),
            externalID: try section.string("external-id", ifPresent: externalID))
    }

    private static func filter(_ section: Section, _ key: String) throws(Section.Mistake) -> AccountFilter {
        let node = try section.section(key, keys: ["accounts", "names", "units", "tags"])
        var filter = AccountFilter()
        filter.accounts = try node.strings("accounts", check: account)
        filter.names = try node.strings("names", check: notEmpty)
        filter.units = try node.strings("units") { unit in
            unit.hasPrefix("ou-") || unit.hasPrefix("r-")
                ? nil : "holds '\(unit)', which is no unit: they look like ou-ncf1-60kvj50c"
        }
        filter.tags = try node.pairs("tags")
        return filter
    }

    private static func regions(_ section: Section) throws(Section.Mistake) -> RegionChoice {
        let names = try section.strings("regions", check: notEmpty)
        if names.isEmpty || names == ["enabled"] { return .enabled }
        for name in names {
            guard !AWSName.isRegion(name) else { continue }
            throw Section.Mistake(
                "`regions` has '\(name)', which is no region", at: section.place(of: "regions"),
                hint: "write `regions: enabled`, or a list such as [eu-west-1, us-east-1]")
        }
        return .listed(names)
    }

    /// The account that the others share their metrics with.
    static func monitoringAccount(_ section: Section) throws(Section.Mistake) -> String? {
        try section.string("monitoring-account", ifPresent: account)
    }

    static func notEmpty(_ text: String) -> String? { text.isEmpty ? "is empty" : nil }

    private static func account(_ text: String) -> String? {
        AWSName.isAccount(text) ? nil : "is an account's id of twelve digits, in quotes"
    }

    private static func role(_ text: String) -> String? {
        AWSName.isRole(text) ? nil : "is the name of a role, such as StocktakeReadOnly, without its account"
    }

    private static func externalID(_ text: String) -> String? {
        AWSName.isExternalID(text)
            ? nil : "is no external id: they have 2 to 1224 letters, digits and _+=,.@:/-"
    }
}
