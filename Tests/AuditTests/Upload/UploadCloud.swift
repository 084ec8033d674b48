import AWS
import Formats
import Foundation
import HTTP
import Pipeline
import Synchronization

/// AWS as far as an upload asks it: who asks, and a bucket that takes nothing but what is signed and whole.
final class UploadCloud: Transport {
    static let credentials = Credentials(accessKey: "AKIDEXAMPLE", secretKey: Secret("secret"))

    struct State {
        var region = "us-east-1"
        var bucket = "reports"
        var objects: [String: Stored] = [:]
        /// The parts of uploads that are neither put together nor taken back.
        var uploads: [String: [Int: [UInt8]]] = [:]
        var types: [String: String] = [:]
        /// What is asked, in its order: the method, the key, and what of a part.
        var asked: [String] = []
        /// Which of these requests is denied, broken, or told a hash that is not its own.
        var denied: String?
        var broken: String?
        var wrong: String?
        /// How often a wrong hash is still told.
        var wrongs = Int.max
        /// Whether who asks elsewhere is told that his signature names the wrong region.
        var saysMalformed = false
        var largestBody = 0
        /// After how many files the run is to stop.
        var stop: (count: Int, StopSwitch)?
        var uploadCount = 0
    }

    struct Stored: Equatable {
        var bytes: [UInt8]
        var type: String
    }

    let state = Mutex(State())

    func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        if request.url.host.contains("sts") { return Self.identity }
        return state.withLock { Self.answer(request, &$0) }
    }

    var asked: [String] { state.withLock { $0.asked } }

    private static func answer(_ request: HTTPRequest, _ state: inout State) -> HTTPResponse {
        let key = request.url.path.dropFirst().removingPercentEncoding ?? ""
        let query = fields(request.url.query ?? "")
        let part = query["partNumber"].map { " part \($0)" } ?? (query["uploads"] == nil ? "" : " begin")
        let ask = "\(request.method) \(key)\(part)"
        state.asked.append(ask)
        if let stop = state.stop, state.asked.count == stop.count { stop.1.turnOn() }
        state.largestBody = max(state.largestBody, request.body.count)
        let hosts = request.url.host.split(separator: ".").map(String.init)
        guard hosts.first == state.bucket else { return error(404, "NoSuchBucket") }
        guard hosts.contains(state.region) else { return elsewhere(state) }
        guard isRight(request, state.region) else { return error(403, "SignatureDoesNotMatch") }
        if state.denied == ask { return error(403, "AccessDenied") }
        if state.broken == ask { return error(400, "InvalidRequest") }
        let hash = SHA256.hash(of: request.body.span)
        let sum = Base64.text(of: hash.bytes.span)
        guard request.method != "PUT" || request.headers["x-amz-checksum-sha256"] == sum else {
            return error(400, "BadDigest")
        }
        var response = store(request, key, query, &state)
        guard response.isSuccess, request.method == "PUT" else { return response }
        let isWrong = state.wrong == ask && state.wrongs > 0
        if isWrong { state.wrongs -= 1 }
        response.headers["x-amz-checksum-sha256"] = isWrong ? "AAAA" : sum
        return response
    }

    private static func store(
        _ request: HTTPRequest, _ key: String, _ query: [String: String], _ state: inout State
    ) -> HTTPResponse {
        let type = request.headers["Content-Type"] ?? ""
        if query["uploads"] != nil {
            state.uploadCount += 1
            let id = "u\(state.uploadCount)"
            state.uploads[id] = [:]
            state.types[id] = type
            return xml(
                "<InitiateMultipartUploadResult><UploadId>\(id)</UploadId></InitiateMultipartUploadResult>")
        }
        guard let upload = query["uploadId"] else {
            state.objects[key] = Stored(bytes: request.body, type: type)
            return xml("")
        }
        guard let parts = state.uploads[upload] else { return error(404, "NoSuchUpload") }
        switch request.method {
        case "PUT":
            let number = Int(query["partNumber"] ?? "") ?? 0
            state.uploads[upload]?[number] = request.body
            var response = xml("")
            response.headers["ETag"] = "\"t\(number)\""
            return response
        case "DELETE":
            state.uploads[upload] = nil
            return HTTPResponse(status: 204)
        default: return putTogether(request, key, upload, parts, &state)
        }
    }

    private static func putTogether(
        _ request: HTTPRequest, _ key: String, _ upload: String, _ parts: [Int: [UInt8]], _ state: inout State
    ) -> HTTPResponse {
        let sums = parts.sorted { $0.key < $1.key }.map { SHA256.hash(of: $0.value.span) }
        let listed = zip(parts.keys.sorted(), sums).map { number, sum in
            "<Part><ChecksumSHA256>\(Base64.text(of: sum.bytes.span))</ChecksumSHA256><ETag>\"t\(number)\"</ETag>"
                + "<PartNumber>\(number)</PartNumber></Part>"
        }
        let body = String(decoding: request.body, as: UTF8.self)
        guard body.contains(">" + listed.joined() + "</") else { return error(400, "InvalidPart") }
        let bytes = parts.keys.sorted().flatMap { parts[$0] ?? [] }
        state.objects[key] = Stored(bytes: bytes, type: state.types[upload] ?? "")
        state.uploads[upload] = nil
        let digests = sums.flatMap(\.bytes)
        let whole = SHA256.hash(of: digests.span)
        return xml(
            """
            <CompleteMultipartUploadResult><ChecksumSHA256>\(Base64.text(of: whole.bytes.span))-\(sums.count)\
            </ChecksumSHA256></CompleteMultipartUploadResult>
            """)
    }

    private static func isRight(_ request: HTTPRequest, _ region: String) -> Bool {
        let verdict = Signer.verify(request) { $0 == credentials.accessKey ? credentials : nil }
        guard case .valid(_, region, "s3", _) = verdict else { return false }
        return request.headers["x-amz-content-sha256"] == SHA256.hash(of: request.body.span).hex
    }

    private static func fields(_ query: String) -> [String: String] {
        let pairs = query.split(separator: "&").map { field in
            let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private static func elsewhere(_ state: State) -> HTTPResponse {
        var response =
            state.saysMalformed
            ? error(400, "AuthorizationHeaderMalformed") : error(301, "PermanentRedirect")
        response.headers["x-amz-bucket-region"] = state.region
        return response
    }

    private static func error(_ status: Int, _ code: String) -> HTTPResponse {
        var response = xml("<Error><Code>\(code)</Code><Message>no</Message></Error>")
        response.status = status
        return response
    }

    private static func xml(_ text: String) -> HTTPResponse {
        HTTPResponse(status: 200, headers: ["x-amz-request-id": "1"], body: Array(text.utf8))
    }

    private static var identity: HTTPResponse {
        xml(
            """
            <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::100000000001:user/a</Arn>
            <Account>100000000001</Account></GetCallerIdentityResult></GetCallerIdentityResponse>
            """)
    }
}
