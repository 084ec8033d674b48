import Formats
import HTTP
import Synchronization

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
        var isStale = false
        var whenAsked: @Sendable () -> Void = {}
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

    /// Takes no token any more of those that it has given, and offers something else.
    func replace(with products: [String]) {
        state.withLock { state in
            state.pages = products
            state.isStale = true
        }
    }

    /// Refuses the page that a token asks for; nil refuses the first.
    func refuse(at token: String) { state.withLock { $0.denial = token } }

    /// Does something with every question from now on.
    func whenAsked(_ act: @escaping @Sendable () -> Void) { state.withLock { $0.whenAsked = act } }

    func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        let body = String(decoding: request.body, as: UTF8.self)
        guard request.url.host.contains("pricing") else { return Self.identity }
        return state.withLock { state in
            state.asked.append(Question(host: request.url.host, body: body))
            state.whenAsked()
            let page = state.pages.indices.last { body.contains(#""NextToken":"\#($0)""#) } ?? 0
            if state.denial == String(page) { return Self.denied }
            if state.isStale, page > 0 {
                state.isStale = false
                return Self.expired
            }
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

    private static let expired = HTTPResponse(
        status: 400, body: Array(#"{"__type":"ExpiredNextTokenException","Message":"too old"}"#.utf8))

    private static let denied = HTTPResponse(
        status: 400,
        body: Array(
            """
            {"__type":"AccessDeniedException","Message":"User: arn:aws:iam::111122223333:user/auditor is not \
            authorized to perform: pricing:GetProducts because no identity-based policy allows it"}
            """.utf8))
}
