import HTTP
import Simulator
import Testing

struct OddPageTests {
    private func desk(_ fault: Fault, _ occasion: Faults.Occasion) -> Desk {
        var faults = Faults()
        faults.add(fault, occasion)
        return Desk(faults)
    }

    @Test(arguments: [Fault.emptyPage, .duplicatedItem])
    func `nothing is missing behind odd pages`(fault: Fault) async throws {
        let desk = desk(fault, .rate(0.4))
        let lake = desk.simulation.account(7)
        let region = try #require(
            desk.simulation.regions.first { desk.simulation.tableCount(of: lake, in: $0) > 100 })
        let inside = try await desk.assuming(lake).at(region.name)

        let accounts = try await desk.all(
            .listAccounts, "Accounts", ["MaxResults": 3], token: Desk.nextToken)
        let tables = try await inside.all(
            .listTables, "TableNames", ["Limit": 5], token: Desk.tableToken)

        let ids = accounts.joined().compactMap { ($0 as? [String: Any])?["Id"] as? String }
        let names = tables.joined().compactMap { $0 as? String }
        #expect(Set(ids).count == 48)
        #expect(Set(names) == Set(desk.simulation.tableNames(of: lake, in: region)))
        switch fault {
        case .emptyPage:
            #expect(accounts.contains { $0.isEmpty } && tables.contains { $0.isEmpty })
            #expect(ids.count == 48)
        default:
            #expect(ids.count > 48)
            #expect(names.count > Set(names).count)
        }
    }

    @Test func `an empty page has a token of its own`() async throws {
        let desk = desk(.emptyPage, .call(2))
        let first = try await desk.ask(.listAccounts).json["NextToken"] as? String

        let reply = try await desk.ask(.listAccounts, ["NextToken": first ?? ""])

        let second = try #require(reply.json["NextToken"] as? String)
        #expect((reply.json["Accounts"] as? [Any])?.count == 0)
        #expect(second != first)
    }

    @Test func `a repeated token is the one that was sent`() async throws {
        let desk = desk(.repeatedToken, .call(2))
        let token = try #require(try await desk.ask(.listAccounts).json["NextToken"] as? String)

        let reply = try await desk.ask(.listAccounts, ["NextToken": token])

        #expect(reply.json["NextToken"] as? String == token)
        #expect((reply.json["Accounts"] as? [Any])?.count == 20)
    }

    @Test func `the last page may say that its token is null`() async throws {
        let desk = desk(.nullToken, .rate(1))

        let tables = try await desk.ask(.listTables)
        let regions = try await desk.ask(.listRegions, ["MaxResults": 50])

        #expect(tables.text.hasSuffix("\"LastEvaluatedTableName\":null}"))
        #expect(regions.text.hasSuffix("\"NextToken\":null}"))
    }

    @Test func `a content type may lie`() async throws {
        let reply = try await desk(.wrongContentType, .rate(1)).ask(.listAccounts)

        #expect(reply.response.headers["Content-Type"] == "text/html; charset=utf-8")
        #expect(reply.json["Accounts"] != nil)
    }
}
