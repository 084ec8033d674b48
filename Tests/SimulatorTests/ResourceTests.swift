import HTTP
import Simulator
import Testing

struct ResourceTests {
    @Test func `listing everything that can be seen agrees with the truth`() async throws {
        let desk = Desk()
        let simulation = desk.simulation
        var counts: [Simulation.Countable: Int] = [:]

        for account in (0..<48).map({ simulation.account($0) }) {
            guard let inside = try? await desk.assuming(account) else { continue }
            for region in simulation.regions {
                let inside = inside.at(region.name)
                let tables = try? await inside.all(.listTables, "TableNames", token: Desk.tableToken)
                let repositories = try? await inside.all(
                    .describeRepositories, "repositories", token: Desk.smallToken)
                counts[.tables, default: 0] += tables?.joined().count ?? 0
                counts[.repositories, default: 0] += repositories?.joined().count ?? 0
            }
        }

        #expect(counts == simulation.truth().counts)
        #expect((counts[.tables] ?? 0) > 300)
    }

    @Test(arguments: [1, 7, 100])
    func `tables are listed once each and in order, whatever a page holds`(size: Int) async throws {
        let desk = Desk()
        let lake = desk.simulation.account(7)
        let region = try #require(
            desk.simulation.regions.first { desk.simulation.tableCount(of: lake, in: $0) > 100 })
        let inside = try await desk.assuming(lake).at(region.name)

        let pages = try await inside.all(
            .listTables, "TableNames", ["Limit": size], token: Desk.tableToken)

        #expect(
            pages.joined().compactMap { $0 as? String } == desk.simulation.tableNames(of: lake, in: region))
        #expect(pages.allSatisfy { $0.count <= size })
    }

    @Test func `repositories come a hundred a page, or as many as asked for`() async throws {
        let desk = Desk()
        let forge = desk.simulation.account(6)
        let region = try #require(
            desk.simulation.regions.first { desk.simulation.repositoryCount(of: forge, in: $0) > 100 })
        let inside = try await desk.assuming(forge).at(region.name)

        let usual = try await inside.all(.describeRepositories, "repositories", token: Desk.smallToken)
        let large = try await inside.all(
            .describeRepositories, "repositories", ["maxResults": 1_000], token: Desk.smallToken)

        let names = desk.simulation.repositoryNames(of: forge, in: region)
        #expect(usual.map(\.count) == [100, names.count - 100])
        #expect(large.map(\.count) == [names.count])
        let listed = usual.joined().compactMap { ($0 as? [String: Any])?["repositoryName"] as? String }
        #expect(listed == names)
    }

    @Test func `every table that is listed can be described, and its tags listed`() async throws {
        let desk = Desk()
        let lake = desk.simulation.account(7)
        let region = try #require(
            desk.simulation.regions.first { desk.simulation.tableCount(of: lake, in: $0) > 0 })
        let inside = try await desk.assuming(lake).at(region.name)

        for name in desk.simulation.tableNames(of: lake, in: region) {
            let reply = try await inside.ask(.describeTable, ["TableName": name])
            let table = try #require(reply.json["Table"] as? [String: Any])
            #expect(table["TableName"] as? String == name)
            let arn = try #require(table["TableArn"] as? String)
            #expect(arn == "arn:aws:dynamodb:\(region.name):\(lake.id):table/\(name)")
            let tags = try await inside.all(
                .listTableTags, "Tags", ["ResourceArn": arn], token: Desk.nextToken)
            let known = try #require(desk.simulation.table(name, of: lake, in: region)).tags
            #expect(tags.joined().count == known.count)
        }
    }

    @Test func `regions of an account are the same from the payer, from within and from the truth`()
        async throws
    {
        let desk = Desk()
        let account = try #require(
            (8..<48).map { desk.simulation.account($0) }.first {
                $0.state == .active && $0.trouble == nil && desk.simulation.enabledRegions(of: $0).count > 17
            })

        let pages = try await desk.all(
            .listRegions, "Regions", ["AccountId": account.id, "MaxResults": 10], token: Desk.nextToken)
        let inside = try await desk.assuming(account).ask(.describeRegions)

        let listed = pages.joined().compactMap { $0 as? [String: String] }
        let on = listed.filter { $0["RegionOptStatus"]?.hasPrefix("ENABLED") ?? false }
        let names = desk.simulation.enabledRegions(of: account).map(\.name).sorted()
        #expect(pages.map(\.count) == [10, 10, 10, 4])
        #expect(on.compactMap { $0["RegionName"] } == names)
        #expect(inside.elements("regionName").sorted() == names)
        #expect(inside.elements("optInStatus").contains("opted-in"))
    }

    @Test func `a page may not hold more than AWS allows`() async throws {
        let desk = Desk()

        let tables = try await desk.ask(.listTables, ["Limit": 101])
        let repositories = try await desk.ask(.describeRepositories, ["maxResults": 1_001])
        let accounts = try await desk.ask(.listAccounts, ["MaxResults": 21])
        let regions = try await desk.ask(.listRegions, ["MaxResults": 51])

        #expect(tables.code == "ValidationException")
        #expect(repositories.code == "InvalidParameterException")
        #expect(accounts.code == "InvalidInputException")
        #expect(regions.response.headers["x-amzn-errortype"] == "ValidationException")
    }
}
