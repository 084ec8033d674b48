import AWS
import Formats
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

    /// The address that the product finds for a service, the question sent there, and signed as it signs.
    private func addressed(
        _ desk: Desk, _ service: Service, _ action: Action, _ members: [String: Any]
    ) throws -> HTTPRequest {
        let endpoints = Endpoints()
        let home = service == .s3 || desk.isCentral(action) ? "us-east-1" : desk.region
        var endpoint = try endpoints.endpoint(of: service, in: home)
        if let bucket = members["Bucket"] as? String {
            endpoint = try endpoints.endpoint(ofBucket: bucket, in: home)
        }
        var request = try desk.request(action, members)
        request.url.host = endpoint.url.host
        let signer = Signer(
            service: endpoint.signingName, region: endpoint.signingRegion,
            dialect: service == .s3 ? .s3 : .standard)
        signer.sign(&request, with: desk.credentials, at: Desk.noon)
        return request
    }

    @Test(arguments: [
        (Service.cloudwatch, Action.getMetricData), (.applicationAutoScaling, .describeScalableTargets),
        (.lambda, .listEventSources), (.pricing, .getProducts), (.costReports, .describeReports),
        (.dataExports, .listExports), (.s3, .listBucket), (.s3, .getObject), (.dynamodb, .listBackups),
    ])
    func `the product's own addresses and signatures lead to every service`(
        service: Service, action: Action
    ) async throws {
        let desk = Desk(verify: SimulatedAWS.signatures())
        var members: [String: Any] = [:]
        switch action {
        case .getMetricData: members = desk.question([Metric("ConsumedReadCapacityUnits", "t")])
        case .describeScalableTargets: members["ServiceNamespace"] = "dynamodb"
        case .getProducts: members["ServiceCode"] = "AmazonDynamoDB"
        case .getObject:
            members = ["Bucket": desk.simulation.billBucket, "Key": Desk.manifestKey("20261001-20261101")]
        case .listBucket: members = ["Bucket": desk.simulation.billBucket, "prefix": "cur/"]
        default: break
        }

        let reply = try await reply(desk, to: addressed(desk, service, action, members))
        var changed = try addressed(desk, service, action, members)
        changed.headers["X-Amz-Date"] = Desk.noon.adding(seconds: 1).text(.basic)
        let touched = try await self.reply(desk, to: changed)

        #expect(reply.status == 200, "\(reply.text.prefix(200))")
        #expect(touched.status >= 400)
    }
}
