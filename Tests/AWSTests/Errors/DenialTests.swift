import AWS
import Formats
import HTTP
import Testing

struct DenialTests {
    private func error(_ code: String, _ message: String, status: Int = 403) -> AWSError {
        let body: JSON = ["__type": .string(code), "message": .string(message)]
        return AWSError(
            reading: HTTPResponse(status: status, body: body.bytes()))
    }

    @Test(arguments: [
        ("with an explicit deny in a service control policy", AWSError.Denial.organization),
        ("because no service control policy allows the ec2:DescribeRegions action", .organization),
        ("with an explicit deny in a resource control policy", .resourceControl),
        ("because no identity-based policy allows the dynamodb:ListTables action", .identity),
        ("with an explicit deny in an identity-based policy: arn:aws:iam::1:policy/x", .identity),
        ("because no permissions boundary allows the ecr:DescribeRepositories action", .boundary),
        ("because no session policy allows the sts:AssumeRole action", .session),
        ("because no resource-based policy allows the sts:AssumeRole action", .resource),
        ("with an explicit deny in a VPC endpoint policy", .endpoint),
        ("on resource: arn:aws:iam::1:policy/service control policy", .unknown), ("", .unknown),
    ])
    func `a denial says which policy it came from`(_ reason: String, _ denial: AWSError.Denial) {
        let subject = "User: arn:aws:sts::1:assumed-role/a-session policy/b is not authorized to perform: x "

        for code in ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"] {
            let error = error(code, subject + reason)
            #expect(error.denial == denial)
            #expect(error.retry == .never)
        }
    }

    @Test func `what was not denied is no denial`() {
        #expect(error("ResourceNotFoundException", "because no identity-based policy allows").denial == nil)
        #expect(error("HTTP 403", "").denial == nil)
    }

    @Test func `a denial without a body is one where AWS's own id stands by it`() {
        let bare = HTTPResponse(status: 403)
        let own = HTTPResponse(status: 403, headers: ["x-amz-request-id": "1"])

        #expect(AWSError(reading: bare).denial == nil)
        #expect(AWSError(reading: own).denial == .unknown)
    }

    @Test(arguments: ["ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"])
    func `expired credentials are to be fetched anew`(_ code: String) {
        #expect(error(code, "The security token included in the request is expired").retry == .expired)
        #expect(!error(code, "").refusesCredentials)
    }

    @Test func `clocks that differ are told from secrets that do`() {
        let late = "Signature expired: 20260101T000000Z is now earlier than 20260101T000500Z"
        let early = "Signature not yet current: 20260101T000000Z is still later than 20260101T000500Z"
        let wrong = "The request signature we calculated does not match the signature you provided."

        for code in ["InvalidSignatureException", "SignatureDoesNotMatch"] {
            #expect(error(code, late).retry == .skewed)
            #expect(error(code, early).retry == .skewed)
            #expect(error(code, wrong).retry == .never)
            #expect(error(code, wrong).refusesCredentials && !error(code, late).refusesCredentials)
        }
        #expect(error("RequestTimeTooSkewed", "").retry == .skewed)
        #expect(error("RequestInTheFuture", "").retry == .skewed)
    }

    @Test(arguments: [
        "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId", "AuthFailure",
    ])
    func `credentials that AWS does not know are refused, and no denial`(_ code: String) {
        let error = error(code, "The security token included in the request is invalid.")

        #expect(error.refusesCredentials)
        #expect(error.retry == .never && error.denial == nil)
    }

    @Test func `where there is no answer, only what may pass is tried again`() {
        let passing: [HTTPFailure.Kind] = [.unresolved, .unconnected, .timeout, .dropped, .malformed]
        let lasting: [HTTPFailure.Kind] = [.untrusted, .tooLarge, .unable]

        #expect(passing.allSatisfy { AWSError.Retry(HTTPFailure($0, "")) == .transient })
        #expect(lasting.allSatisfy { AWSError.Retry(HTTPFailure($0, "")) == .never })
    }
}
