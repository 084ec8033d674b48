import AWS
import Formats
import HTTP
import Testing

struct ErrorTests {
    private let now = Timestamp(seconds: 1_800_000_000)

    private func read(_ body: String, status: Int = 400, headers: HTTPHeaders = HTTPHeaders()) -> AWSError {
        let response = HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
        return AWSError(reading: response)
    }

    @Test func `a bucket elsewhere is told with its region`() {
        let body = "<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>"

        #expect(read(body, status: 301).bucketRegion == nil)
        #expect(
            read(body, status: 301, headers: ["x-amz-bucket-region": "eu-west-1"]).bucketRegion == "eu-west-1"
        )
    }

    @Test func `every dialect of errors is understood, whatever its type is said to be`() {
        let html: HTTPHeaders = ["Content-Type": "text/html"]
        let bodies = [
            #"{"__type":"com.amazonaws.dynamodb.v20120810#Boom","message":"it broke"}"#,
            #"{"code":"Boom:http://internal/","Message":"it broke"}"#,
            #"{"Error":{"Code":"Boom","Message":"it broke"},"RequestId":"1"}"#,
            #"{"error":"Boom","error_description":"it broke"}"#,
            "<ErrorResponse xmlns='x'><Error><Type>Sender</Type><Code>Boom</Code><Message>it broke</Message></Error></ErrorResponse>",
            "<?xml version='1.0'?><Response><Errors><Error><Code>Boom</Code><Message>it broke</Message></Error></Errors></Response>",
            "<Error><Code>Boom</Code><Message>it broke</Message></Error>",
            "\n  <BoomException><Message>it broke</Message></BoomException>",
        ]

        let errors = bodies.map { read($0, headers: html) }

        #expect(Set(errors.map(\.message)) == ["it broke"])
        #expect(Set(errors.map(\.code)) == ["Boom", "BoomException"])
    }

    @Test func `the request's id is found in headers and bodies`() {
        let body = "<Error><Code>A</Code><RequestId>body</RequestId></Error>"

        #expect(read(body).requestID == "body")
        #expect(read(body, headers: ["x-amz-request-id": "s3"]).requestID == "s3")
        #expect(read("{}", headers: ["x-amzn-RequestId": "json"]).requestID == "json")
        #expect(read("<Response><Errors/><RequestID>e</RequestID></Response>").requestID == nil)
        #expect(
            read(
                "<Response><Errors><Error><Code>B</Code></Error></Errors><RequestID>e</RequestID></Response>"
            )
            .requestID == "e")
    }

    @Test func `the page of a proxy becomes its status and a short text`() {
        let page = """
            <!DOCTYPE html><html><head><title>502 Bad Gateway</title><style>p { color: red }</style></head>
            <body><script>alert('<p>no</p>')</script><h1>Bad&nbsp;Gateway</h1>\(String(repeating: "<p>x</p>", count: 999))
            """

        let error = read(page, status: 502)

        #expect(error.code == "HTTP 502")
        #expect(error.message.hasPrefix("502 Bad Gateway Bad&nbsp;Gateway x x"))
        #expect(error.message.utf8.count <= 200)
        #expect(error.retry == .transient)
    }

    @Test(arguments: ["", "   ", "{", "[]", "<", "<a", "null", "{\"code\":7}", "<html></html>", "\u{0}\u{1}"])
    func `an answer that says nothing becomes its status`(_ body: String) {
        #expect(read(body, status: 503).code == "HTTP 503")
        #expect(read(body, status: 503).retry == .transient)
        #expect(read(body, status: 404).retry == .never)
    }

    @Test func `a document that breaks off is not believed by half`() {
        #expect(read("<Error><Code>AccessDenied</Code><Message>no", status: 403).code == "HTTP 403")
        #expect(read("<Error><Code>AccessDenied</Code><Message>no", status: 403).denial == nil)
    }

    @Test func `what was signed and by whom is never kept`() {
        let answers = [
            """
            <Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match.</Message>
            <AWSAccessKeyId>canary</AWSAccessKeyId><StringToSign>canary</StringToSign>
            <SignatureProvided>canary</SignatureProvided><CanonicalRequest>canary</CanonicalRequest></Error>
            """,
            """
            {"__type":"InvalidSignatureException","message":"The request signature we calculated does not match. \
            The Canonical String for this request should have been\\n'POST\\nx-amz-security-token:canary'"}
            """,
            """
            {"__type":"IncompleteSignatureException","message":"Authorization header is wrong. Authorization=canary"}
            """,
            """
            <Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized. \
            Encoded authorization failure message: canary</Message></Error></Errors></Response>
            """,
        ]

        for answer in answers {
            let error = read(answer, status: 403)
            var shown = ""
            dump(error, to: &shown)
            #expect(!shown.contains("canary"))
            #expect(!error.message.isEmpty)
        }
    }

    @Test func `a message is clipped, and holds no control characters`() {
        let error = read(
            #"{"code":"A","message":"red \u001b[31m\n\u0000 \#(String(repeating: "x", count: 5000))"}"#)

        #expect(error.message.utf8.count < 700)
        #expect(error.message.hasPrefix("red [31m xxx"))
        #expect(error.message.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }
}
