import AWS
import Formats
import Pipeline
import SQLite
import Support

@testable import Audit

/// Nights of one cell, which reads the prices of a region.
struct PricedNights {
    let server = PriceListServer()
    let folder: TemporaryFolder
    var region = "eu-central-1"

    init() throws { folder = try TemporaryFolder() }

    /// Runs a night, and says how it ended.
    @discardableResult
    func run(at now: Timestamp, until stop: StopSwitch = StopSwitch()) async throws -> RunState {
        let database = try Database(path: folder.file("test.db"), as: .writer)
        try database.migrate(Stages.migrations, version: "test")
        let user = Credentials(accessKey: "AKIDEXAMPLE", secretKey: Secret("secret"))
        let access = Access.simulated(AWSScope(), by: server, as: user, now: { now })
        let cell = Prices.cell(service: "AmazonDynamoDB", region: region)
        let stage = Stage(.discover, steps: Prices.steps(access)) { _, _ in Plan([cell]) }
        let engine = Engine(store: Store(database), stages: [stage], stop: stop)
        return try await engine.carryOut(Engine.Order(asOf: now, pipeline: "test", version: "test"))
    }

    func prices() throws -> DynamoDBPrices {
        let database = try Database(path: folder.file("test.db"), as: .reader)
        return try DynamoDBPrices(region: region, in: database)
    }

    func texts(_ query: SQL) throws -> [String] {
        let database = try Database(path: folder.file("test.db"), as: .reader)
        return try database.rows(query) { row in row[0] as String }
    }
}
