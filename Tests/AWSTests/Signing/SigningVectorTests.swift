import Foundation
import Formats
import HTTP
import Support
import Testing

@testable import AWS

/// The cases that AWS publishes, in the two collections where they are kept.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct SigningVectorTests {
    struct Case: Decodable, CustomTestStringConvertible, Sendable {
        struct Context: Decodable {
            struct Keys: Decodable {
                var access_key_id: String
                var secret_access_key: String
                var token: String?
            }
            var credentials: Keys
            var expiration_in_seconds: Int
            var normalize: Bool
            var omit_session_token: Bool?
            var region: String
            var service: String
            var sign_body: Bool
            var timestamp: String
        }
        struct Expected: Decodable {
            var canonical_request: String
            var string_to_sign: String
            var signature: String
            var signed_request: String
        }
        var name: String
        var context: Context
        var request: String
        var header: Expected
        var query: Expected
        var testDescription: String { name }

        var signer: Signer {
            Signer(
                service: context.service, region: context.region,
                dialect: Signer.Dialect(
                    path: context.normalize ? .normalized : .asWritten, declaresBody: context.sign_body))
        }

        /// A token that is not to be signed is not a part of what signs; who sends it adds it afterwards.
        var credentials: Credentials {
            let token = context.omit_session_token == true ? nil : context.credentials.token
            return Credentials(
                accessKey: context.credentials.access_key_id,
                secretKey: Secret(context.credentials.secret_access_key), sessionToken: token.map(Secret.init)
            )
        }
    }

    struct Collection<Element: Decodable>: Decodable {
        var cases: [Element]
    }

    static let cases: [Case] = {
        let data = try? Vectors.data("sigv4/aws-c-auth-sigv4.json")
        return data.flatMap { try? JSONDecoder().decode(Collection<Case>.self, from: $0) }?.cases ?? []
    }()

    @Test func `all published cases are there`() {
        #expect(Self.cases.count == 38)
        #expect(Self.oldCases.count == 34)
    }

    @Test(arguments: cases)
    func `a request signed in its headers is signed as AWS publishes`(_ vector: Case) throws {
        let moment = try Timestamp(iso8601: vector.context.timestamp)
        var request = try RawRequest(vector.request).request

        vector.signer.sign(&request, with: vector.credentials, at: moment)

        let canonical = CanonicalRequest(
            request, SignedHeaders(of: request), path: vector.signer.dialect.path,
            bodyHash: SHA256.hash(of: request.body.span).hex)
        #expect(String(decoding: canonical.bytes, as: UTF8.self) == vector.header.canonical_request)
        let authorization = try #require(request.headers["Authorization"])
        #expect(authorization.hasSuffix("Signature=" + vector.header.signature))
        #expect(vector.header.signed_request.contains("Authorization:" + authorization + "\n"))
    }

    @Test(arguments: cases)
    func `a request signed in its address is signed as AWS publishes`(_ vector: Case) throws {
        let moment = try Timestamp(iso8601: vector.context.timestamp)
        var request = try RawRequest(vector.request).request
        // In an address, these cases declare no body but sign it all the same.
        var signer = vector.signer
        signer.dialect.declaresBody = false

        signer.presign(
            &request, with: vector.credentials, at: moment, for: vector.context.expiration_in_seconds)

        var query = try #require(request.url.query)
        if vector.context.omit_session_token == true {
            let token = PercentEncoding.encoded(vector.context.credentials.token ?? "")
            query.replace("&X-Amz-Signature", with: "&X-Amz-Security-Token=\(token)&X-Amz-Signature")
        }
        #expect(query.hasSuffix("X-Amz-Signature=" + vector.query.signature))
        let line = "\(request.method) \(request.url.path)?\(query) HTTP/1.1\n"
        #expect(vector.query.signed_request.hasPrefix(line))
    }

    struct OldCase: Decodable, CustomTestStringConvertible, Sendable {
        var name: String
        var request: String
        var canonical_request: String
        var string_to_sign: String
        var authorization: String
        var signed_request: String
        var testDescription: String { name }
    }

    static let oldCases: [OldCase] = {
        let data = try? Vectors.data("sigv4/botocore-aws4-testsuite.json")
        return data.flatMap { try? JSONDecoder().decode(Collection<OldCase>.self, from: $0) }?.cases ?? []
    }()

    @Test(arguments: oldCases)
    func `a request of the first collection is signed as AWS published`(_ vector: OldCase) throws {
        var request = try RawRequest(vector.request).request
        // One case keeps its token only in what it expects.
        let signed = try RawRequest(vector.signed_request).request
        let isTokenSigned = vector.canonical_request.contains("x-amz-security-token")
        let token = isTokenSigned ? signed.headers["X-Amz-Security-Token"].map { Secret($0) } : nil
        let credentials = Credentials(
            accessKey: "AKIDEXAMPLE", secretKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            sessionToken: token)
        let signer = Signer(service: "service", region: "us-east-1")

        signer.sign(&request, with: credentials, at: try Timestamp(iso8601: "20150830T123600Z"))

        let canonical = CanonicalRequest(
            request, SignedHeaders(of: request), path: .normalized,
            bodyHash: SHA256.hash(of: request.body.span).hex)
        #expect(String(decoding: canonical.bytes, as: UTF8.self) == vector.canonical_request)
        #expect(request.headers["Authorization"] == vector.authorization)
    }
}
