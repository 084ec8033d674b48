import Formats
import HTTP
import Simulator
import Synchronization
import Testing

struct FaultTests {
    private func faults(_ fault: Fault, _ occasion: Faults.Occasion = .rate(1)) -> Faults {
        var faults = Faults()
        faults.add(fault, occasion)
        return faults
    }

    /// A desk whose second question of a kind, and only that, meets a fault.
    private func desk(second fault: Fault, of action: Action) -> Desk {
        var faults = Faults()
        faults.add(fault, .call(2), of: action)
        return Desk(faults)
    }

    @Test(arguments: [
        (Action.listTables, 400, "ThrottlingException"), (.listAccounts, 400, "TooManyRequestsException"),
        (.describeRepositories, 400, "ThrottlingException"), (.listRegions, 429, "TooManyRequestsException"),
        (.getCallerIdentity, 400, "Throttling"), (.describeRegions, 503, "RequestLimitExceeded"),
    ])
    func `each service throttles in its own shape`(action: Action, status: Int, code: String) async throws {
        let reply = try await Desk(faults(.throttled)).ask(action)

        #expect((reply.status, reply.errorCode) == (status, code))
    }

    @Test(arguments: [
        (Action.listTables, "InternalServerError"), (.listAccounts, "ServiceException"),
        (.describeRepositories, "ServerException"), (.listRegions, "InternalServerException"),
        (.getCallerIdentity, "InternalFailure"), (.describeRegions, "InternalError"),
    ])
    func `each service breaks in its own shape`(action: Action, code: String) async throws {
        let reply = try await Desk(faults(.brokenDown)).ask(action)
        let away = try await Desk(faults(.unavailable)).ask(action)

        #expect((reply.status, reply.errorCode) == (500, code))
        #expect(away.status == 503)
    }

    @Test func `a proxy answers in HTML`() async throws {
        let reply = try await Desk(faults(.proxyPage)).ask(.listTables)

        #expect(reply.status == 502)
        #expect(reply.text.hasPrefix("<html>"))
        #expect(reply.response.headers["content-type"] == "text/html")
    }

    @Test(arguments: [(Fault.dropped, HTTPFailure.Kind.dropped), (.timeout, .timeout)])
    func `no answer is a failure of the transport`(fault: Fault, kind: HTTPFailure.Kind) async throws {
        let failure = await #expect(throws: HTTPFailure.self) {
            try await Desk(faults(fault)).ask(.listTables)
        }

        #expect(failure?.kind == kind)
    }

    @Test func `a truncated answer looks whole and is not`() async throws {
        let reply = try await Desk(faults(.truncated)).ask(.listAccounts)

        #expect(reply.status == 200)
        #expect(reply.text.hasPrefix("{\"Accounts\""))
        #expect(reply.json.isEmpty)
    }

    @Test func `a slow answer takes the time that was asked for`() async throws {
        let slept = Mutex<[Duration]>([])
        let aws = SimulatedAWS(
            Simulation(), faults: faults(.slow(.seconds(7))), verify: nil, clock: { Desk.noon },
            sleep: { time in slept.withLock { $0.append(time) } })

        let reply = try await Desk(aws).ask(.listAccounts)

        #expect(reply.status == 200)
        #expect(slept.withLock { $0 } == [.seconds(7)])
    }

    @Test func `who does not wait as long as an answer takes gets none`() async throws {
        let slept = Mutex<[Duration]>([])
        let aws = SimulatedAWS(
            Simulation(), faults: faults(.slow(.seconds(7))), verify: nil, clock: { Desk.noon },
            sleep: { time in slept.withLock { $0.append(time) } })
        var request = try Desk(aws).request(.listAccounts, [:])
        request.patience = HTTPRequest.Patience(whole: .seconds(6))

        let hurried = request
        let failure = await #expect(throws: HTTPFailure.self) { try await aws.send(hurried, .whole) }

        #expect(failure?.kind == .timeout)
        #expect(slept.withLock { $0 } == [.seconds(6)])
        #expect(aws.counts.count(of: .listAccounts, .failed(.timeout)) == 1)
    }

    @Test func `a session ends in the middle of a listing, and the next one goes on`() async throws {
        let desk = desk(second: .expired, of: .listTables)
        let lake = desk.simulation.account(7)
        let inside = try await desk.assuming(lake)

        let first = try await inside.ask(.listTables)
        let second = try await inside.ask(.listTables)
        let again = try await desk.assuming(lake).ask(.listTables)

        #expect(second.code == "ExpiredTokenException")
        #expect(again.response.body == first.response.body)
    }

    @Test func `a user's own keys do not expire`() async throws {
        #expect(try await Desk(faults(.expired)).ask(.listAccounts).status == 200)
    }

    @Test func `a denial says whether a policy of the organisation made it`() async throws {
        let identity = try await Desk(faults(.deniedByIdentity)).ask(.listTables)
        let organization = try await Desk(faults(.deniedByOrganization)).ask(.listTables)

        #expect(
            identity.message.hasSuffix(
                "because no identity-based policy allows the dynamodb:ListTables action"))
        #expect(organization.message.hasSuffix("with an explicit deny in a service control policy"))
    }

    @Test func `a fault happens to whom it is meant for`() async throws {
        var faults = Faults()
        faults.add(.throttled, .rate(1), of: .listTables, region: "eu-west-1")
        let desk = Desk(faults)

        #expect(try await desk.ask(.listTables).status == 400)
        #expect(try await desk.at("us-east-1").ask(.listTables).status == 200)
        #expect(try await desk.ask(.describeRepositories).status == 200)
    }

    @Test func `a fault at the third call is at the third call`() async throws {
        let desk = Desk(faults(.throttled, .call(3)))

        var statuses: [Int] = []
        for _ in 0..<5 { statuses.append(try await desk.ask(.listTables).status) }

        #expect(statuses == [200, 200, 400, 200, 200])
    }

    @Test(arguments: [0.01, 0.1, 0.5])
    func `faults happen at their rate`(rate: Double) async throws {
        let desk = Desk(faults(.throttled, .rate(rate)))

        for number in 0..<4_000 {
            _ = try await desk.ask(.describeTable, ["TableName": "table-\(number % 1_000)"])
        }

        let share = Double(desk.aws.counts.count(.refused("ThrottlingException"))) / 4_000
        // Four standard deviations of 4,000 throws.
        let margin = 4 * (rate * (1 - rate) / 4_000).squareRoot()
        #expect(abs(share - rate) < margin)
    }

    @Test func `the same request meets the same faults, whatever comes between`() async throws {
        let (straight, mixed) = (Desk(faults(.throttled, .rate(0.3))), Desk(faults(.throttled, .rate(0.3))))

        var one: [Int] = []
        for _ in 0..<50 { one.append(try await straight.ask(.listTables).status) }
        var other: [Int] = []
        for _ in 0..<50 {
            _ = try await mixed.ask(.describeRegions)
            other.append(try await mixed.ask(.listTables).status)
        }

        #expect(one == other)
        #expect(Set(one) == [200, 400])
    }

    @Test func `what is answered is the same with faults and without`() async throws {
        var faults = Faults()
        faults.add(.throttled, .rate(0.2))
        faults.add(.dropped, .rate(0.1))
        faults.add(.expired, .rate(0.1))
        faults.add(.wrongContentType, .rate(0.2))
        let (calm, rough) = (Desk { $0.accounts = 100 }, Desk(faults) { $0.accounts = 100 })

        for index in [7, 6, 20, 30] {
            let question = ["AccountId": calm.simulation.account(index).id]
            let expected = try await calm.ask(.describeAccount, question)
            var reply: Reply?
            for _ in 0..<50 where reply?.status != 200 {
                reply = try? await rough.ask(.describeAccount, question)
            }
            #expect(reply?.response.body == expected.response.body)
        }
    }
}
