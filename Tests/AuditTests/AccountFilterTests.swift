import Testing

@testable import Audit

struct AccountFilterTests {
    private let shop = Account(
        id: "111122223333", name: "payments-prod", state: .active,
        units: ["r-ab12", "ou-ab12-work", "ou-ab12-prod"],
        tags: ["tier": "prod", "owner": "anna"])

    @Test func `without conditions every account is audited`() {
        #expect(Organization(door: Door(role: "R")).refusal(of: shop) == nil)
    }

    @Test(
        arguments: [
            (["111122223333", "999999999999"], [], [], [:], true),
            (["999999999999"], [], [], [:], false),
            ([], ["search-*", "payments-*"], [], [:], true),
            ([], ["payments-????"], [], [:], true),
            ([], ["payments-???"], [], [:], false),
            ([], [], ["ou-ab12-work"], [:], true),
            ([], [], ["r-ab12"], [:], true),
            ([], [], ["ou-ab12-else"], [:], false),
            ([], [], [], ["tier": "prod"], true),
            ([], [], [], ["tier": "p*", "owner": "anna"], true),
            ([], [], [], ["tier": "prod", "owner": "bob"], false),
            ([], [], [], ["cost-centre": "*"], false),
            ([], ["payments-*"], ["ou-ab12-else"], [:], false),
        ] as [([String], [String], [String], [String: String], Bool)])
    func `an account has to match one of each kind of condition`(
        accounts: [String], names: [String], units: [String], tags: [String: String], isMeant: Bool
    ) {
        var filter = AccountFilter()
        (filter.accounts, filter.names, filter.units, filter.tags) = (accounts, names, units, tags)

        #expect((filter.match(shop) != nil) == isMeant)
        #expect(
            Organization(door: Door(role: "R"), include: filter).refusal(of: shop)
                == (isMeant ? nil : "not included"))
    }

    @Test func `an exclusion counts more, and says why`() {
        var (include, exclude) = (AccountFilter(), AccountFilter())
        include.names = ["payments-*"]
        exclude.units = ["ou-ab12-prod"]
        exclude.tags = ["tier": "prod"]

        let refusal = Organization(door: Door(role: "R"), include: include, exclude: exclude).refusal(
            of: shop)

        #expect(refusal == "excluded by unit ou-ab12-prod, tag tier")
    }
}
