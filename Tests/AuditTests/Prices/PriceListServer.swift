import AWS
import Formats
import HTTP
import Pipeline
import SQLite
import Support
import Synchronization

@testable import Audit

/// A price list that answers what a test has prepared, and counts what it is asked.
final class PriceListServer: Transport {
    struct Question: Equatable, Sendable {
        var host: String
        var body: String
    }

    private let state = Mutex<State>(State())

    private struct State {
        var pages: [String] = []
        var denial: String?
        var asked: [Question] = []
    }

    /// What was asked of the price list, in order.
    var asked: [Question] { state.withLock(\.asked) }

    /// Answers with these products on a page each from now on.
    func offer(_ products: [String]) {
        state.withLock { state in
            state.pages = products
            state.denial = nil
        }
    }

    /// Refuses the page that a token asks for; nil refuses the first.
    func refuse(at token: String) { state.withLock { $0.denial = token } }

    func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        let body = String(decoding: request.body, as: UTF8.self)
        guard request.url.host.contains("pricing") else { return Self.identity }
        return state.withLock { state in
            state.asked.append(Question(host: request.url.host, body: body))
            let page = state.pages.indices.last { body.contains(#""NextToken":"\#($0)""#) } ?? 0
            if state.denial == String(page) { return Self.denied }
            var writer = JSONWriter()
            writer.object { writer in
                writer.field("FormatVersion", "aws_v1")
                writer.key("PriceList")
                writer.array { writer in
                    if state.pages.indices.contains(page) { writer.string(state.pages[page]) }
                }
                if page + 1 < state.pages.count { writer.field("NextToken", String(page + 1)) }
            }
            return HTTPResponse(status: 200, body: writer.bytes)
        }
    }

    /// A product with one price.
    static func product(_ usageType: String, _ rate: String, region: String, published: String) -> String {
        """
        {"product":{"productFamily":"Database Storage","sku":"SKU\(usageType)","attributes":{"regionCode":\
        "\(region)","usagetype":"\(usageType)","operation":"","group":null}},"serviceCode":"AmazonDynamoDB",\
        "terms":{"OnDemand":{"O":{"offerTermCode":"JRT","effectiveDate":"2026-01-01T00:00:00Z",\
        "priceDimensions":{"D":{"unit":"GB-Mo","beginRange":"0","endRange":"Inf","rateCode":"\(usageType).JRT.D",\
        "pricePerUnit":{"USD":"\(rate)"}}}}}},"version":"1","publicationDate":"\(published)"}
        """
    }

    private static let identity = HTTPResponse(
        status: 200,
        body: Array(
            """
            <GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>\
            <Arn>arn:aws:iam::111122223333:user/auditor</Arn></GetCallerIdentityResult>\
            </GetCallerIdentityResponse>
            """.utf8))

    private static let denied = HTTPResponse(
        status: 400,
        body: Array(
            """
            {"__type":"AccessDeniedException","Message":"User: arn:aws:iam::111122223333:user/auditor is not \
            authorized to perform: pricing:GetProducts because no identity-based policy allows it"}
            """.utf8))
}

/// Nights of one cell, which reads the prices of a region.
struct PricedNights {
    let server = PriceListServer()
    let folder: TemporaryFolder
    var region = "eu-central-1"

    init() throws { folder = try TemporaryFolder() }

    /// Runs a night, and says how it ended.
    @discardableResult
    func run(at now: Timestamp) async throws -> RunState {
        let database = try Database(path: folder.file("test.db"), as: .writer)
        try database.migrate(Stages.migrations, version: "test")
        let user = Credentials(accessKey: "AKIDEXAMPLE", secretKey: Secret("secret"))
        let access = Access.simulated(AWSScope(), by: server, as: user, now: { now })
        let cell = Prices.cell(service: "AmazonDynamoDB", region: region)
        let stage = Stage(.discover, steps: Prices.steps(access)) { _, _ in Plan([cell]) }
        let engine = Engine(store: Store(database), stages: [stage])
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
