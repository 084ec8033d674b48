import Simulator
import Testing

struct OrganizationTests {
    private func ids(_ pages: [[Any]]) -> [String] {
        pages.joined().compactMap { ($0 as? [String: Any])?["Id"] as? String }
    }

    @Test(arguments: [1, 19, 20, 21, 48, 130])
    func `a listing shows every account exactly once, twenty a page`(accounts: Int) async throws {
        let desk = Desk { $0.accounts = accounts }

        let pages = try await desk.all(.listAccounts, "Accounts", token: Desk.nextToken)

        #expect(pages.map(\.count).dropLast().allSatisfy { $0 == 20 })
        #expect(pages.count == (accounts + 19) / 20)
        #expect(ids(pages).sorted() == (0..<accounts).map { desk.simulation.account($0).id }.sorted())
    }

    @Test func `an account says its state in both words, and its path`() async throws {
        let desk = Desk()
        let closed = try #require(
            (0..<48).map { desk.simulation.account($0) }.first { $0.state == .closed })

        let reply = try await desk.ask(.describeAccount, ["AccountId": closed.id])

        let account = try #require(reply.json["Account"] as? [String: Any])
        #expect(account["State"] as? String == "CLOSED")
        #expect(account["Status"] as? String == "SUSPENDED")
        let path = try #require((account["Paths"] as? [String])?.first)
        #expect(path.hasPrefix(desk.simulation.organizationID + "/" + desk.simulation.rootID + "/ou-"))
        #expect(path.hasSuffix("/\(closed.id)/"))
    }

    @Test func `members that AWS retired or does not yet have can be left out`() async throws {
        let desk = Desk { $0.accountFields = .state }

        let reply = try await desk.ask(.listAccounts)

        let accounts = try #require(reply.json["Accounts"] as? [[String: Any]])
        #expect(accounts.allSatisfy { $0["State"] != nil && $0["Status"] == nil && $0["Paths"] == nil })
    }

    @Test(arguments: [48, 300])
    func `walking the units finds every account once, at the end of its path`(accounts: Int) async throws {
        let desk = Desk { $0.accounts = accounts }
        let roots = try await desk.ask(.listRoots).json["Roots"] as? [[String: Any]]
        let root = try #require(roots?.first?["Id"] as? String)

        var found: [String: String] = [:]
        var pending = [(root, desk.simulation.organizationID + "/" + root + "/")]
        while let (parent, path) = pending.popLast() {
            let units = try await desk.all(
                .listUnits, "OrganizationalUnits", ["ParentId": parent], token: Desk.nextToken)
            pending += ids(units).map { ($0, path + $0 + "/") }
            let accounts = try await desk.all(
                .listAccountsForParent, "Accounts", ["ParentId": parent], token: Desk.nextToken)
            for id in ids(accounts) { #expect(found.updateValue(path + id + "/", forKey: id) == nil) }
        }

        #expect(found.count == accounts)
        for index in 0..<accounts {
            let account = desk.simulation.account(index)
            #expect(found[account.id] == desk.simulation.path(to: account))
        }
    }

    @Test func `the way up leads to the root`() async throws {
        let desk = Desk()
        var id = desk.simulation.account(8).id
        var names: [String] = []

        while id != desk.simulation.rootID {
            let parents = try await desk.ask(.listParents, ["ChildId": id]).json["Parents"]
            id = try #require((parents as? [[String: Any]])?.first?["Id"] as? String)
            guard id.hasPrefix("ou-") else { continue }
            let unit = try await desk.ask(.describeUnit, ["OrganizationalUnitId": id])
            let name = (unit.json["OrganizationalUnit"] as? [String: Any])?["Name"] as? String
            names.insert(try #require(name), at: 0)
        }

        #expect(names == desk.simulation.unitNames(of: desk.simulation.account(8)))
        #expect(names == ["Workloads", "Prod"])
    }

    @Test func `tags of an account come ten a page and are all there`() async throws {
        let desk = Desk { $0.accounts = 400 }
        let simulation = desk.simulation
        let many = try #require(
            (0..<400).map { simulation.account($0) }.first { simulation.tags(of: $0).count > 10 })

        let pages = try await desk.all(
            .listOrganizationTags, "Tags", ["ResourceId": many.id], token: Desk.nextToken)

        let tags = pages.joined().compactMap { $0 as? [String: String] }
        #expect(pages.first?.count == 10)
        #expect(tags.map { $0["Key"] } == simulation.tags(of: many).map(\.key))
        #expect(tags.map { $0["Value"] } == simulation.tags(of: many).map(\.value))
    }

    @Test func `only the management account and its delegate may ask`() async throws {
        let member = Desk { $0.auditor = .member }
        let delegate = Desk { $0.auditor = .delegatedAdministrator }

        let refused = try await member.ask(.listAccounts)
        let allowed = try await delegate.ask(.listAccounts)
        let own = try await member.ask(.describeOrganization)

        #expect(refused.status == 400)
        #expect(refused.code == "AccessDeniedException")
        #expect(refused.message == "You don't have permissions to access this resource.")
        #expect(allowed.status == 200)
        #expect(own.status == 200)
    }

    @Test func `an account without an organisation is told so`() async throws {
        let reply = try await Desk { $0.auditor = .loner }.ask(.describeOrganization)

        #expect(reply.code == "AWSOrganizationsNotInUseException")
    }
}
