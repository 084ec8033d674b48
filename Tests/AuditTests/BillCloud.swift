import Formats
import Foundation
import HTTP
import Synchronization

/// AWS as far as the bill asks it: who asks, what reports there are, and a bucket.
final class BillCloud: Transport {
    struct State {
        var files: [String: [UInt8]] = [:]
        /// When each was written; the default is one moment for all.
        var modified: [String: String] = [:]
        var legacy: [String] = []
        var exports: [String] = []
        /// Operations that are denied.
        var denied: Set<String> = []
        /// The region that the bucket is in, where that is told only when asked for.
        var region = "us-east-1"
        /// How many bytes of a file go over before the connection drops, once.
        var drops: [String: Int] = [:]
        var asked: [String] = []
    }

    let state = Mutex(State())

    init(_ files: [String: [UInt8]] = [:], legacy: [String] = [], exports: [String] = []) {
        state.withLock { state in
            state.files = files
            state.legacy = legacy
            state.exports = exports
        }
    }

    /// What was asked since the last time, in no order that matters.
    func takeAsked() -> [String] {
        state.withLock { state in
            defer { state.asked = [] }
            return state.asked.sorted()
        }
    }

    func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        let target = request.headers["X-Amz-Target"]?.split(separator: ".").last.map(String.init)
        if request.url.host.contains("sts") { return Self.identity }
        if let target { return answer(target, String(decoding: request.body, as: UTF8.self)) }
        return try await bucket(request, delivery)
    }

    private func answer(_ operation: String, _ body: String) -> HTTPResponse {
        state.withLock { state in
            state.asked.append(operation)
            guard !state.denied.contains(operation) else { return Self.denied(operation) }
            switch operation {
            case "DescribeReportDefinitions":
                return Self.json(#"{"ReportDefinitions": [\#(state.legacy.joined(separator: ","))]}"#)
            case "ListExports":
                let names = state.exports.indices.map { #"{"ExportArn": "arn:\#($0)"}"# }
                return Self.json(#"{"Exports": [\#(names.joined(separator: ","))]}"#)
            default:
                let export = state.exports.indices.first { body.contains("arn:\($0)\"") } ?? 0
                return Self.json(#"{"Export": \#(state.exports[export])}"#)
            }
        }
    }

    private func bucket(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        let key = request.url.path.dropFirst().removingPercentEncoding ?? ""
        let query = request.url.query ?? ""
        let (response, cut) = state.withLock { Self.reply($0, to: key, query, request.url.host) }
        state.withLock { state in
            state.asked.append(query.contains("list-type") ? "list" : query == "location" ? "location" : key)
            if query.isEmpty { state.drops[key] = nil }
        }
        guard case .pieces(let consume) = delivery, response.isSuccess else { return response }
        for start in stride(from: 0, to: cut ?? response.body.count, by: 1000) {
            try await consume(Array(response.body[start..<min(start + 1000, cut ?? response.body.count)]))
        }
        if cut != nil { throw HTTPFailure(.dropped, "the connection was dropped") }
        return HTTPResponse(status: 200, headers: response.headers)
    }

    /// The answer of the bucket, and after how many bytes of it the connection drops.
    private static func reply(
        _ state: State, to key: String, _ query: String, _ host: String
    ) -> (HTTPResponse, Int?) {
        if query == "location" {
            return (xml("<LocationConstraint>\(state.region)</LocationConstraint>"), nil)
        }
        guard host.contains("." + state.region + ".") else { return (error(301, "PermanentRedirect"), nil) }
        if query.contains("list-type") { return (listing(of: state.files.keys, query), nil) }
        guard !state.denied.contains(key) else { return (error(403, "AccessDenied"), nil) }
        guard let bytes = state.files[key] else { return (error(404, "NoSuchKey"), nil) }
        let moment = state.modified[key] ?? "Mon, 20 Oct 2025 06:00:00 GMT"
        let headers: HTTPHeaders = ["ETag": "\"\(bytes.count)\"", "Last-Modified": moment]
        return (HTTPResponse(status: 200, headers: headers, body: bytes), state.drops[key])
    }

    private static func listing(of keys: some Sequence<String>, _ query: String) -> HTTPResponse {
        let fields = query.split(separator: "&").first { $0.hasPrefix("prefix=") }
        let prefix = String(fields?.dropFirst("prefix=".count) ?? "").removingPercentEncoding ?? ""
        let inner = keys.filter { $0.hasPrefix(prefix) }.compactMap { key -> String? in
            let rest = key.dropFirst(prefix.count)
            return rest.firstIndex(of: "/").map { prefix + rest[...$0] }
        }
        let prefixes = Set(inner).sorted().map { "<CommonPrefixes><Prefix>\($0)</Prefix></CommonPrefixes>" }
        return xml("<ListBucketResult>\(prefixes.joined())</ListBucketResult>")
    }

    private static var identity: HTTPResponse {
        xml(
            """
            <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::100000000001:user/a</Arn>
            <Account>100000000001</Account></GetCallerIdentityResult></GetCallerIdentityResponse>
            """)
    }

    private static func denied(_ operation: String) -> HTTPResponse {
        HTTPResponse(
            status: 400, headers: ["x-amzn-RequestId": "1"],
            body: Array(#"{"__type": "AccessDeniedException", "message": "no \#(operation)"}"#.utf8))
    }

    private static func error(_ status: Int, _ code: String) -> HTTPResponse {
        var response = xml("<Error><Code>\(code)</Code><Message>no</Message></Error>")
        response.status = status
        return response
    }

    private static func json(_ text: String) -> HTTPResponse {
        HTTPResponse(status: 200, body: Array(text.utf8))
    }

    private static func xml(_ text: String) -> HTTPResponse {
        HTTPResponse(status: 200, headers: ["x-amz-request-id": "1"], body: Array(text.utf8))
    }

    /// A definition of a legacy report.
    static func report(_ name: String, prefix: String = "cur", bucket: String = "bills") -> String {
        """
        {"ReportName": "\(name)", "S3Bucket": "\(bucket)", "S3Prefix": "\(prefix)", "S3Region": "us-east-1",
         "TimeUnit": "HOURLY", "Format": "textORcsv", "Compression": "GZIP",
         "AdditionalSchemaElements": ["RESOURCES"]}
        """
    }

    /// A definition of an export.
    static func export(
        _ name: String, query: String = "SELECT line_item_usage_account_id FROM COST_AND_USAGE_REPORT",
        prefix: String = "cur2"
    ) -> String {
        """
        {"Name": "\(name)", "DataQuery": {"QueryStatement": "\(query)", "TableConfigurations":
          {"COST_AND_USAGE_REPORT": {"INCLUDE_RESOURCES": "TRUE", "TIME_GRANULARITY": "HOURLY"}}},
         "DestinationConfigurations": {"S3Destination": {"S3Bucket": "bills", "S3Prefix": "\(prefix)",
          "S3Region": "us-east-1"}}}
        """
    }
}
