import Simulator
import Support
import Testing

@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct ModelTests {
    @Test func `answers of Organizations have the published shapes`() async throws {
        let judge = try ModelJudge("organizations")
        let desk = Desk { $0.accounts = 300 }
        let simulation = desk.simulation
        let account = simulation.account(9)
        let unit = simulation.unit(of: account)?.id ?? ""
        let questions: [(Action, [String: Any])] = [
            (.describeOrganization, [:]), (.listAccounts, [:]), (.listRoots, [:]),
            (.listUnits, ["ParentId": simulation.rootID]), (.listAccountsForParent, ["ParentId": unit]),
            (.listParents, ["ChildId": account.id]), (.describeUnit, ["OrganizationalUnitId": unit]),
            (.describeAccount, ["AccountId": account.id]),
            (.listOrganizationTags, ["ResourceId": account.id]),
        ]

        for (action, members) in questions {
            #expect(try await faults(judge, desk, action, members) == [])
        }
    }

    @Test func `answers of DynamoDB have the published shapes`() async throws {
        let judge = try ModelJudge("dynamodb")
        let desk = Desk()
        let lake = desk.simulation.account(7)
        let region = try #require(
            desk.simulation.regions.first { desk.simulation.tableCount(of: lake, in: $0) > 100 })
        let inside = try await desk.assuming(lake).at(region.name)

        #expect(try await faults(judge, inside, .listTables) == [])
        for name in desk.simulation.tableNames(of: lake, in: region) {
            #expect(try await faults(judge, inside, .describeTable, ["TableName": name]) == [])
            #expect(try await faults(judge, inside, .listTableTags, ["ResourceArn": name]) == [])
        }
    }

    @Test func `answers of ECR and of Account Management have the published shapes`() async throws {
        let desk = Desk()
        let forge = desk.simulation.account(6)
        let region = try #require(
            desk.simulation.regions.first { desk.simulation.repositoryCount(of: forge, in: $0) > 100 })
        let inside = try await desk.assuming(forge).at(region.name)
        let (registry, account) = (try ModelJudge("ecr"), try ModelJudge("account"))

        #expect(try await faults(registry, inside, .describeRepositories) == [])
        #expect(try await faults(account, desk, .listRegions) == [])
        let names = desk.simulation.repositoryNames(of: forge, in: region)
        let arn = desk.simulation.repository(names[0], of: forge, in: region).arn
        #expect(try await faults(registry, inside, .listRepositoryTags, ["resourceArn": arn]) == [])
    }

    @Test(arguments: [Action.getCallerIdentity, .assumeRole, .describeRegions])
    func `answers in XML have the published elements`(action: Action) async throws {
        let desk = Desk()
        let words = action.rawValue.split(separator: ":").map(String.init)
        let arn = "arn:aws:iam::\(desk.simulation.account(7).id):role/StocktakeReadOnly"
        let envelope: Set<String> = [
            "\(words[1])Response", "\(words[1])Result", "ResponseMetadata", "RequestId", "requestId",
        ]

        let reply = try await desk.ask(action, ["RoleArn": arn, "RoleSessionName": "night"])

        let elements = Set(reply.text.matches(of: /<([A-Za-z]+)/).map { String($0.1) })
        let known = try ModelJudge(words[0]).elementNames(of: words[1])
        #expect(elements.count > 4)
        #expect(elements.subtracting(envelope).subtracting(known) == [])
    }

    private func faults(
        _ judge: ModelJudge, _ desk: Desk, _ action: Action, _ members: [String: Any] = [:]
    ) async throws -> [String] {
        let operation = action.rawValue.split(separator: ":")[1]
        return judge.faults(in: try await desk.ask(action, members).json, of: String(operation))
    }
}
