import Formats
import HTTP

extension Signer {
    /// What a signature is found to be.
    package enum Verdict: Equatable, Sendable {
        /// It is right; whether its moment is near enough is the caller's to say.
        case valid(accessKey: String, region: String, service: String, at: Timestamp)
        /// There is none.
        case missing
        /// It does not say what it has to, or leaves out a header that has to be signed.
        case malformed
        case unknownKey(String)
        /// The session's token is not the one that belongs to the key.
        case wrongToken(accessKey: String)
        /// It was made with another secret, or for another request.
        case wrong(accessKey: String)
    }

    /// Says whether a request's `Authorization` header is right: the simulated AWS asks.
    package static func verify(
        _ request: HTTPRequest, keys: SigningKeys = SigningKeys(),
        credentials: (_ accessKey: String) -> Credentials?
    ) -> Verdict {
        guard let text = request.headers["Authorization"] else { return .missing }
        guard let authorization = Authorization(text), let stamp = request.headers["X-Amz-Date"],
            let moment = try? Timestamp(iso8601: stamp), stamp == moment.text(.basic),
            moment.text(.basicDate) == authorization.scope.day, authorization.signsEnough(of: request)
        else { return .malformed }
        let key = authorization.accessKey
        guard let known = credentials(key) else { return .unknownKey(key) }
        guard request.headers["X-Amz-Security-Token"] == known.sessionToken?.exposed else {
            return .wrongToken(accessKey: key)
        }
        let scope = authorization.scope
        let dialect: Dialect = scope.service == "s3" ? .s3 : .standard
        let headers = SignedHeaders(authorization.signedNames, of: request)
        let canonical = CanonicalRequest(
            request, headers, path: dialect.path, bodyHash: bodyHash(of: request))
        let tag = keys.tag(of: scope.stringToSign(canonical, stamp), secret: known.secretKey, scope)
        guard tag.hex == authorization.signature else { return .wrong(accessKey: key) }
        return .valid(accessKey: key, region: scope.region, service: scope.service, at: moment)
    }

    private static func bodyHash(of request: HTTPRequest) -> String {
        request.headers["X-Amz-Content-Sha256"] == CanonicalRequest.unsignedBody
            ? CanonicalRequest.unsignedBody : SHA256.hash(of: request.body.span).hex
    }
}
