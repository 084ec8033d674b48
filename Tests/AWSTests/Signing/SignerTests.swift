import Formats
import HTTP
import Testing

@testable import AWS

struct SignerTests {
    private let noon = Timestamp(seconds: 1_800_000_000)
    private let credentials = Credentials(
        accessKey: "AKIDEXAMPLE", secretKey: Secret("canary-secret"), sessionToken: Secret("canary-token"))

    private func request(_ path: String = "/", query: String? = nil, body: String = "") -> HTTPRequest {
        HTTPRequest(
            "POST", HTTPURL(host: "iam.amazonaws.com", path: path, query: query),
            headers: ["Content-Type": "text/plain", "User-Agent": "stocktake"], body: Array(body.utf8))
    }

    private func verdict(_ request: HTTPRequest) -> Signer.Verdict {
        Signer.verify(request) { $0 == "AKIDEXAMPLE" ? credentials : nil }
    }

    private func right(_ service: String) -> Signer.Verdict {
        .valid(accessKey: "AKIDEXAMPLE", region: "us-east-1", service: service, at: noon)
    }

    @Test(arguments: ["/", "/a/../b", "/a%20b", "//x//"], [Signer.Dialect.standard, .s3])
    func `what is signed is found right`(_ path: String, _ dialect: Signer.Dialect) {
        let service = dialect == .s3 ? "s3" : "iam"
        var request = request(path, query: "b=2&a=1&c", body: "hello")

        Signer(service: service, region: "us-east-1", dialect: dialect)
            .sign(&request, with: credentials, at: noon)

        #expect(verdict(request) == right(service))
    }

    @Test func `a request signed twice is signed as if once`() {
        let signer = Signer(service: "iam", region: "us-east-1")
        var once = request()
        signer.sign(&once, with: credentials, at: noon)
        var twice = request()
        signer.sign(&twice, with: Credentials(accessKey: "B", secretKey: Secret("b")), at: .earliest)

        signer.sign(&twice, with: credentials, at: noon)

        #expect(Set(once.headers.fields.map(\.value)) == Set(twice.headers.fields.map(\.value)))
    }

    @Test(arguments: [Signer.Dialect.standard, .s3])
    func `a body whose hash is known is signed as one that has to be hashed`(_ dialect: Signer.Dialect) {
        let signer = Signer(service: "s3", region: "us-east-1", dialect: dialect)
        var (hashed, known) = (request(body: "hello"), request(body: "hello"))

        signer.sign(&hashed, with: credentials, at: noon)
        signer.sign(&known, with: credentials, at: noon, digest: SHA256.hash(of: known.body.span))

        #expect(known == hashed)
    }

    @Test func `a request changed on its way is found wrong`() {
        var signed = request(body: "hello")
        Signer(service: "iam", region: "us-east-1").sign(&signed, with: credentials, at: noon)
        let wrong = Signer.Verdict.wrong(accessKey: "AKIDEXAMPLE")

        var body = signed
        body.body.append(0)
        var path = signed
        path.url.path = "/other"
        var query = signed
        query.url.query = "a=1"
        var method = signed
        method.method = "GET"
        var header = signed
        header.headers["Content-Type"] = "text/html"
        var agent = signed
        agent.headers["User-Agent"] = "proxy"

        #expect([body, path, query, method, header].map(verdict) == Array(repeating: wrong, count: 5))
        #expect(verdict(agent) == right("iam"))
    }

    @Test func `what cannot be right is told apart`() {
        var signed = request()
        #expect(verdict(signed) == .missing)
        Signer(service: "iam", region: "us-east-1").sign(&signed, with: credentials, at: noon)

        var garbled = signed
        garbled.headers["Authorization"] = "AWS4-HMAC-SHA256 Credential=x, Signature=y"
        var undated = signed
        undated.headers["X-Amz-Date"] = nil
        var unsigned = signed
        unsigned.headers["X-Amz-Target"] = "smuggled"
        var token = signed
        token.headers["X-Amz-Security-Token"] = "another"

        #expect([garbled, undated, unsigned].map(verdict) == [.malformed, .malformed, .malformed])
        #expect(verdict(token) == .wrongToken(accessKey: "AKIDEXAMPLE"))
        #expect(Signer.verify(signed) { _ in nil } == .unknownKey("AKIDEXAMPLE"))
    }

    @Test func `the port is signed as clients send it`() {
        for (scheme, port, host) in [("https", 443, "localhost"), ("http", 5000, "localhost:5000")] {
            var request = HTTPRequest("GET", HTTPURL(scheme: scheme, host: "localhost", port: port))
            Signer(service: "iam", region: "us-east-1").sign(&request, with: credentials, at: noon)
            request.headers["Host"] = host

            #expect(verdict(request) == right("iam"))
        }
    }

    @Test func `an address for S3 leaves its body unsigned and expires`() throws {
        var request = request("/key", query: "versionId=1")

        Signer(service: "s3", region: "us-east-1", dialect: .s3)
            .presign(&request, with: credentials, at: noon, for: 60)

        let query = try #require(request.url.query)
        #expect(
            query.hasPrefix("versionId=1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F"))
        #expect(query.contains("&X-Amz-Expires=60&X-Amz-Security-Token=canary-token&X-Amz-Signature="))
        #expect(request.headers["Authorization"] == nil)
    }

    @Test func `keys are kept up to the limit, and never shown`() {
        let keys = SigningKeys(limit: 3)
        for region in 0..<10 {
            var request = request()
            Signer(service: "iam", region: "r\(region)", keys: keys).sign(
                &request, with: credentials, at: noon)
        }

        var shown = ""
        dump(Signer(service: "iam", region: "r", keys: keys), to: &shown)
        dump(credentials, to: &shown)

        #expect((1...3).contains(keys.count))
        #expect(shown.contains("[REDACTED]") && !shown.contains("canary"))
        #expect(!shown.contains("words"))
    }
}
