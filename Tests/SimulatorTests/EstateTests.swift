import Foundation
import Simulator
import Testing

struct EstateTests {
    private func simulation(_ accounts: Int, seed: UInt64 = 1) -> Simulation {
        var settings = Simulation.Settings()
        (settings.accounts, settings.seed) = (accounts, seed)
        return Simulation(settings)
    }

    @Test func `every account has an id of its own, and is found by it`() {
        let simulation = simulation(3_000)

        let ids = (0..<3_000).map { simulation.account($0).id }

        #expect(Set(ids).count == 3_000)
        #expect(ids.allSatisfy { $0.count == 12 && $0.first != "0" })
        #expect(ids.enumerated().allSatisfy { simulation.account(id: $1)?.index == $0 })
        #expect(simulation.account(id: "123456789012") == nil)
        #expect(simulation.account(id: "12345678901x") == nil)
    }

    @Test func `ten thousand accounts have ten thousand names`() {
        let simulation = simulation(10_000)

        let names = Set((0..<10_000).map { simulation.account($0).name })

        #expect(names.count == 10_000)
        #expect(names.isSuperset(of: ["data-lake", "security-tooling", "payments-prod", "search-staging"]))
    }

    @Test func `another seed is another company`() {
        let (one, other) = (simulation(48), simulation(48, seed: 2))

        #expect(one.organizationID != other.organizationID)
        #expect(one.management.id != other.management.id)
        #expect(one.truth() != other.truth())
    }

    @Test(arguments: [48, 500, 1_200])
    func `each kind of trouble strikes a few accounts`(accounts: Int) {
        let simulation = simulation(accounts)

        let all = (0..<accounts).map { simulation.account($0) }
        let herds = (accounts + 490) / 500

        #expect((2 * herds - 2...2 * herds).contains(all.filter { $0.state == .suspended }.count))
        #expect((herds - 1...herds).contains(all.filter { $0.state == .closed }.count))
        #expect((herds - 1...herds).contains(all.filter { $0.state == .pendingClosure }.count))
        for trouble in [Simulation.Trouble.roleMissing, .regionsDenied, .repositoriesDenied] {
            #expect((1...herds).contains(all.filter { $0.trouble == trouble }.count))
        }
    }

    @Test func `an organisation without trouble has only active accounts`() {
        var settings = Simulation.Settings()
        settings.trouble = .none

        let truth = Simulation(settings).truth()

        #expect(truth.accounts == [.active: settings.accounts])
        #expect(Set(truth.cells[.tables]?.keys.map { $0 } ?? []) == [.seen, .regionOff])
    }

    @Test func `the names of tables and repositories are allowed, sorted and all different`() throws {
        let simulation = simulation(200)
        let table = /[a-zA-Z0-9_.-]{3,255}/
        let repository = /[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*/

        for account in (0..<200).map({ simulation.account($0) }) {
            for region in simulation.regions {
                let tables = simulation.tableNames(of: account, in: region)
                #expect(tables.count == simulation.tableCount(of: account, in: region))
                #expect(Set(tables).count == tables.count)
                #expect(tables == tables.sorted())
                #expect(tables.allSatisfy { $0.wholeMatch(of: table) != nil && !$0.hasSuffix("-") })
                let repositories = simulation.repositoryNames(of: account, in: region)
                #expect(Set(repositories).count == repositories.count)
                #expect(repositories.allSatisfy { $0.wholeMatch(of: repository) != nil })
            }
        }
    }

    @Test func `a thousandfold estate still names everything differently`() {
        var settings = Simulation.Settings()
        settings.resources = 20
        let simulation = Simulation(settings)
        let lake = simulation.account(7)

        let names = simulation.regions.map { simulation.tableNames(of: lake, in: $0) }

        #expect((names.map(\.count).max() ?? 0) > 2_000)
        #expect(names.allSatisfy { Set($0).count == $0.count })
    }

    @Test func `many accounts and most regions are empty, and some have forgotten things`() {
        let simulation = simulation(400)
        let active = (0..<400).map { simulation.account($0) }.filter { $0.state == .active }

        let counts = active.map { account in
            simulation.regions.map { simulation.tableCount(of: account, in: $0) }
        }
        let names = active.flatMap { account in
            simulation.regions.flatMap { simulation.tableNames(of: account, in: $0) }
        }

        let empty = counts.filter { $0.allSatisfy { $0 == 0 } }.count
        #expect((20...140).contains(empty))
        #expect(counts.joined().filter { $0 == 0 }.count > counts.joined().count / 2)
        #expect(counts.joined().contains { $0 > 100 })
        #expect(names.contains { $0.hasSuffix("-test-2021") })
        #expect(names.contains { $0.hasPrefix("tmp-") })
    }

    @Test func `some tags are missing and some are misspelt`() {
        let simulation = simulation(400)
        let tags = (0..<400).map { simulation.tags(of: simulation.account($0)) }

        let keys = Set(tags.joined().map(\.key))

        #expect(keys.isSuperset(of: ["owner", "Owner", "cost-centre", "cost-center", "tier"]))
        #expect((20...120).contains(tags.filter(\.isEmpty).count))
        #expect(tags.contains { $0.count > 10 })
        #expect(tags.joined().contains { $0.value == "prodction" })
    }
}
