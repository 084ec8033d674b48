import AWS
import HTTP
import Simulator
import Testing

struct SignatureTests {
    private func signed(
        _ desk: Desk, _ action: Action, _ members: [String: Any] = [:], with secret: String? = nil
    ) throws -> HTTPRequest {
        var request = try desk.request(action, members)
        let service = action.rawValue.prefix { $0 != ":" }
        let region = service == "organizations" || service == "account" ? "us-east-1" : desk.region
        var credentials = desk.credentials
        if let secret { credentials.secretKey = Secret(secret) }
        Signer(service: String(service), region: region).sign(&request, with: credentials, at: Desk.noon)
        return request
    }

    private func reply(_ desk: Desk, to request: HTTPRequest) async throws -> Reply {
        Reply(try await desk.aws.send(request, .whole))
    }

    @Test(arguments: [
        Action.getCallerIdentity, .listAccounts, .listRegions, .describeRegions, .listTables,
        .describeRepositories,
    ])
    func `what the product signs is answered, and nothing else is`(action: Action) async throws {
        let desk = Desk(verify: SimulatedAWS.signatures())

        let right = try await reply(desk, to: signed(desk, action))
        let wrong = try await reply(desk, to: signed(desk, action, with: "of somebody else"))
        var changed = try signed(desk, action)
        changed.body += Array(" ".utf8)
        let touched = try await reply(desk, to: changed)

        #expect(right.status == 200)
        #expect([wrong.status, touched.status].allSatisfy { $0 >= 400 })
    }

    @Test func `keys of a role sign as well as a user's`() async throws {
        let unchecked = Desk()
        let inside = try await unchecked.assuming(unchecked.simulation.account(7))
        let desk = Desk(SimulatedAWS(unchecked.simulation, clock: { Desk.noon }), inside.credentials)

        let right = try await reply(desk, to: signed(desk, .listTables))
        let wrong = try await reply(desk, to: signed(desk, .listTables, with: "of somebody else"))

        #expect(right.status == 200)
        #expect(wrong.code == "InvalidSignatureException")
    }
}
