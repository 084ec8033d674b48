import Formats
import HTTP

extension Signer {
    /// Signs a request in its address, which then is a secret until it expires.
    ///
    /// S3 leaves the body out: who makes such an address does not send it.
    package func presign(
        _ request: inout HTTPRequest, with credentials: Credentials, at moment: Timestamp, for seconds: Int
    ) {
        let stamp = moment.text(.basic)
        let scope = SigningScope(day: moment.text(.basicDate), region: region, service: service)
        let headers = SignedHeaders(of: request)
        var query = QueryText(encoded: request.url.query)
        query.add("X-Amz-Algorithm", Authorization.algorithm)
        query.add("X-Amz-Credential", "\(credentials.accessKey)/\(scope.text)")
        query.add("X-Amz-Date", stamp)
        query.add("X-Amz-SignedHeaders", headers.names)
        query.add("X-Amz-Expires", String(seconds))
        query.add("X-Amz-Security-Token", credentials.sessionToken?.exposed)
        request.url.query = query.text
        let bodyHash =
            dialect.declaresBody ? CanonicalRequest.unsignedBody : SHA256.hash(of: request.body.span).hex
        let canonical = CanonicalRequest(request, headers, path: dialect.path, bodyHash: bodyHash)
        let signature = keys.tag(
            of: scope.stringToSign(canonical, stamp), secret: credentials.secretKey, scope)
        query.add("X-Amz-Signature", signature.hex)
        request.url.query = query.text
    }
}
