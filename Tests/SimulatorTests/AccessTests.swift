import AWS
import Formats
import Simulator
import Testing

struct AccessTests {
    private func first(
        _ desk: Desk, where isWanted: (Simulation.Account) -> Bool
    ) throws -> Simulation.Account {
        let all = (0..<desk.simulation.settings.accounts).map { desk.simulation.account($0) }
        let first = all.first(where: isWanted)
        return try #require(first)
    }

    @Test func `the audit's keys belong to a user of the management account`() async throws {
        let desk = Desk()

        let reply = try await desk.ask(.getCallerIdentity)

        #expect(desk.credentials.accessKey.count == 20)
        #expect(reply.element("Account") == desk.simulation.management.id)
        #expect(reply.element("Arn") == "arn:aws:iam::\(desk.simulation.management.id):user/stocktake")
    }

    @Test func `assuming a role gives keys that speak for that account`() async throws {
        let desk = Desk()
        let account = try first(desk) { $0.index > 8 && $0.state == .active && $0.trouble == nil }

        let inside = try await desk.assuming(account)
        let reply = try await inside.ask(.getCallerIdentity)

        #expect(inside.credentials.accessKey.hasPrefix("ASIA"))
        #expect(inside.credentials.accessKey.count == 20)
        #expect(inside.credentials.secretKey.exposed.count == 40)
        let role = "assumed-role/StocktakeReadOnly/night"
        #expect(reply.element("Arn") == "arn:aws:sts::\(account.id):\(role)")
        #expect(reply.element("UserId").hasPrefix("AROA"))
        #expect(reply.element("UserId").hasSuffix(":night"))
    }

    @Test func `assuming a role again gives other keys`() async throws {
        let desk = Desk()
        let lake = desk.simulation.account(7)

        let (one, other) = (try await desk.assuming(lake), try await desk.assuming(lake))

        #expect(one.credentials != other.credentials)
        #expect(try await other.ask(.getCallerIdentity).status == 200)
    }

    @Test(arguments: [
        Simulation.AccountState.suspended, .closed, .pendingClosure,
    ])
    func `an account that was shut lets nobody in`(state: Simulation.AccountState) async throws {
        let desk = Desk()
        let account = try first(desk) { $0.state == state }

        let refusal = await #expect(throws: Reply.self) { try await desk.assuming(account) }

        #expect(refusal?.status == 403)
        #expect(refusal?.code == "AccessDenied")
    }

    @Test func `an account without the role denies it in the words of AWS`() async throws {
        let desk = Desk()
        let account = try first(desk) { $0.trouble == .roleMissing }

        let refusal = await #expect(throws: Reply.self) { try await desk.assuming(account) }

        #expect(
            refusal?.message == "User: arn:aws:iam::\(desk.simulation.management.id):user/stocktake is not "
                + "authorized to perform: sts:AssumeRole on resource: "
                + "arn:aws:iam::\(account.id):role/StocktakeReadOnly")
    }

    @Test func `a role that demands an external id lets in only who knows it`() async throws {
        let desk = Desk { $0.externalID = "a/b+c" }
        let lake = desk.simulation.account(7)

        await #expect(throws: Reply.self) { try await desk.assuming(lake) }
        await #expect(throws: Reply.self) { try await desk.assuming(lake, ["ExternalId": "wrong"]) }
        let inside = try await desk.assuming(lake, ["ExternalId": "a/b+c"])

        #expect(try await inside.ask(.getCallerIdentity).element("Account") == lake.id)
    }

    @Test func `a role does not trust an account that does not run the audit`() async throws {
        let desk = Desk()
        let stranger = Desk(
            desk.aws, desk.simulation.credentials(ofUserIn: desk.simulation.account(9)))

        let refusal = await #expect(throws: Reply.self) {
            try await stranger.assuming(desk.simulation.account(7))
        }

        #expect(refusal?.code == "AccessDenied")
    }

    @Test(arguments: [(899, 400), (900, 200), (43_200, 200), (43_201, 400)])
    func `a session lasts from fifteen minutes to twelve hours`(seconds: Int, status: Int) async throws {
        let desk = Desk()
        let arn = "arn:aws:iam::\(desk.simulation.account(7).id):role/StocktakeReadOnly"

        let reply = try await desk.ask(
            .assumeRole, ["RoleArn": arn, "RoleSessionName": "night", "DurationSeconds": seconds])

        #expect(reply.status == status)
    }

    @Test func `a role that assumes a role does so for an hour at most`() async throws {
        let desk = Desk()
        let hub = try await desk.assuming(desk.simulation.management)

        let refusal = await #expect(throws: Reply.self) {
            try await hub.assuming(desk.simulation.account(7), ["DurationSeconds": 3_601])
        }
        let inside = try await hub.assuming(desk.simulation.account(7), ["DurationSeconds": 3_600])

        #expect(refusal?.message.contains("role chaining") ?? false)
        #expect(try await inside.ask(.getCallerIdentity).status == 200)
    }

    @Test func `keys expire on the second`() async throws {
        let watch = Watch()
        let aws = SimulatedAWS(Simulation(), verify: nil, clock: { watch.now })
        var inside = try await Desk(aws).assuming(aws.simulation.account(7), ["DurationSeconds": 900])

        watch.advance(by: 899)
        inside.signedAt = watch.now
        let before = try await inside.ask(.listTables)
        watch.advance(by: 1)
        inside.signedAt = watch.now
        let after = try await inside.ask(.listTables)

        #expect(before.status == 200)
        #expect(after.code == "ExpiredTokenException")
        #expect(after.message == "The security token included in the request is expired")
    }

    @Test func `a region that an account did not ask for knows none of its keys`() async throws {
        let desk = Desk()
        let account = try first(desk) { account in
            account.state == .active && account.trouble == nil
                && desk.simulation.enabledRegions(of: account).count == 17
        }
        let inside = try await desk.assuming(account).at("eu-central-2")

        let tables = try await inside.ask(.listTables)
        let identity = try await inside.ask(.getCallerIdentity)
        let regions = try await inside.ask(.describeRegions)

        #expect((tables.status, tables.code) == (400, "UnrecognizedClientException"))
        #expect((identity.status, identity.code) == (403, "InvalidClientTokenId"))
        #expect((regions.status, regions.code) == (401, "AuthFailure"))
    }

    @Test func `a policy of the organisation denies what a role's own policy would allow`() async throws {
        let desk = Desk()
        let account = try first(desk) { $0.trouble == .regionsDenied }
        let inside = try await desk.assuming(account)

        let allowed = try await inside.at("eu-west-1").ask(.listTables)
        let denied = try await inside.at("sa-east-1").ask(.listTables)

        #expect(allowed.status == 200)
        #expect(denied.code == "AccessDeniedException")
        let arn = "arn:aws:sts::\(account.id):assumed-role/StocktakeReadOnly/night"
        #expect(
            denied.message == "User: \(arn) is not authorized to perform: dynamodb:ListTables on resource: "
                + "arn:aws:dynamodb:sa-east-1:\(account.id):table/* with an explicit deny in a service "
                + "control policy")
    }

    @Test func `a role without a permission is denied by its own policy`() async throws {
        let desk = Desk()
        let account = try first(desk) { $0.trouble == .repositoriesDenied }
        let inside = try await desk.assuming(account)

        let tables = try await inside.ask(.listTables)
        let denied = try await inside.ask(.describeRepositories)

        #expect(tables.status == 200)
        #expect(
            denied.message.hasSuffix(
                "repository/* because no identity-based policy allows the ecr:DescribeRepositories action"))
    }

    @Test func `the management account may not name itself when it asks for regions`() async throws {
        let desk = Desk()

        let named = try await desk.ask(.listRegions, ["AccountId": desk.simulation.management.id])
        let unnamed = try await desk.ask(.listRegions)

        #expect(named.status == 403)
        #expect(named.message.contains("standalone context"))
        #expect(unnamed.status == 200)
    }
}
