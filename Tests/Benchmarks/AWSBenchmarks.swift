import AWS
import Audit
import Formats
@preconcurrency import Glibc
import HTTP
import Pipeline
import SQLite
import Simulator

extension Benchmark {
    /// Asking AWS: simulated organisations discovered, and requests to a server on this machine.
    static var aws: [Benchmark] {
        let organizations = [("1k", 1_000), ("10k", 10_000)].map { name, accounts in
            Benchmark(name: "aws.organisation.\(name)", repeats: false) { try await discovery(of: accounts) }
        }
        guard let server = getenv("BENCH_SERVER").flatMap({ HTTPURL(String(cString: $0)) }) else {
            return organizations
        }
        return organizations + [Benchmark(name: "aws.request") { try requests(to: server) }]
    }

    /// Discovers an organisation of so many accounts in 17 regions, with signatures made and checked.
    private static func discovery(of accounts: Int) async throws -> () async throws -> Amount {
        let folder = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/organisation-\(accounts)"
        let server = organization(of: accounts)
        var scope = AuditScope()
        scope.services = Set(Catalog.services.map(\.name))
        scope.metrics.days = 0
        scope.costs.source = .none
        scope.aws.accounts = .organization(Organization(door: Door(role: "StocktakeReadOnly")))
        let access = Access.simulated(
            scope.aws, by: server, as: server.simulation.credentials, now: now)
        let estate = Estate(name: "bench", folder: folder)
        let lock = try estate.lock(as: "bench")
        let store = try estate.open(Stages.migrations, version: "bench", holding: lock)
        let engine = Engine(
            store: store,
            stages: Stages.all(Setting(scope, access, store), reports: ReportShelf(folder, estate: "test")))
        return {
            let start = ContinuousClock.now
            _ = try await engine.carryOut(Engine.Order(asOf: asOf, pipeline: "bench", version: "bench"))
            let calls = server.counts.total
            let resources = try await store.read {
                try $0.row("SELECT count(*) FROM resource") { $0[0] as Int }
            }
            fputs(
                "\(accounts) accounts: \(calls) calls, \(resources ?? 0) resources, \(ContinuousClock.now - start) on the clock\n",
                stderr)
            return Amount(count: Double(calls), unit: "calls")
        }
    }

    private static func organization(of accounts: Int) -> SimulatedAWS {
        var settings = Simulation.Settings()
        settings.accounts = accounts
        settings.optInRegions = 0
        settings.end = asOf
        return SimulatedAWS(
            Simulation(settings), clock: now, sleep: { _ in })
    }

    /// Asks for one table again and again, 64 questions at a time.
    private static func requests(to server: HTTPURL) throws -> () async throws -> Amount {
        let time = Timepiece.started()
        var settings = EndpointSettings()
        settings.url = server
        let session = Session(
            transport: try CurlTransport(), endpoints: Endpoints(settings), clock: ServerClock(now),
            time: time,
            retry: RetryPolicy(), paces: PaceBook(time: time, clock: now))
        let client = session.client(Keys(), account: "111122223333", partition: .aws, region: "eu-west-1")
        let count = 20_000
        return {
            try await withThrowingTaskGroup { group in
                for _ in 0..<64 {
                    group.addTask {
                        for _ in 0..<(count / 64) { _ = try await client.send(Table(name: "orders")) }
                    }
                }
                try await group.waitForAll()
            }
            return Amount(count: Double(count / 64 * 64), unit: "requests")
        }
    }

    /// DescribeTable as the product asks it, at a pace that nothing holds back.
    private struct Table: Request {
        var name: String

        static let operation = Operation(.dynamodb, "DescribeTable", action: nil, rate: 1e9)

        func encode() -> Call { DynamoDB.DescribeTable(table: name).encode() }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> DynamoDB.Table {
            try DynamoDB.DescribeTable.decode(response)
        }
    }

    private struct Keys: CredentialSource {
        func credentials() -> Credentials {
            Credentials(
                accessKey: "AKIDEXAMPLE", secretKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
                sessionToken: Secret(String(repeating: "FwoGZXIvYXdzE", count: 40)))
        }

        func discard(_ refused: Credentials) {}
    }

    private static let asOf = Timestamp(seconds: 1_795_219_200)
    private static let now: @Sendable () -> Timestamp = { Timestamp(seconds: Int64(time(nil))) }
}
