import Formats
import HTTP

/// Signs requests to one service in one region, as Signature Version 4 asks.
///
///     canonical request   what is asked, spelt in the one way that both ends agree on
///     string to sign      its hash, with the moment and the scope
///     signature           a tag of that, with a key made of the secret and the scope
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
package struct Signer: Sendable {
    /// What the service is called within a signature.
    package var service: String
    package var region: String
    package var dialect: Dialect
    let keys: SigningKeys

    /// Where services differ in what they want signed.
    package struct Dialect: Hashable, Sendable {
        var path: CanonicalPath.Form
        /// Whether the hash of the body travels as a header, `X-Amz-Content-Sha256`.
        var declaresBody: Bool

        /// All services but S3: dots and doubled slashes vanish from the path, and what was encoded for the
        /// wire is encoded once more.
        package static let standard = Dialect(path: .normalized, declaresBody: false)
        /// S3, whose keys may hold dots and slashes in any order.
        package static let s3 = Dialect(path: .asWritten, declaresBody: true)
    }

    /// A signer that shares the keys of others.
    package init(
        service: String, region: String, dialect: Dialect = .standard, keys: SigningKeys = SigningKeys()
    ) {
        self.service = service
        self.region = region
        self.dialect = dialect
        self.keys = keys
    }

    /// Signs a request in its headers, all of which are signed but those that a proxy may change.
    ///
    /// A request that was signed before, with other credentials or at another time, is signed anew. `digest` is
    /// the hash of its body, where that is known.
    package func sign(
        _ request: inout HTTPRequest, with credentials: Credentials, at moment: Timestamp,
        digest: Digest? = nil
    ) {
        let stamp = moment.text(.basic)
        let bodyHash = (digest ?? SHA256.hash(of: request.body.span)).hex
        request.headers["X-Amz-Date"] = stamp
        request.headers["X-Amz-Security-Token"] = credentials.sessionToken?.exposed
        if dialect.declaresBody { request.headers["X-Amz-Content-Sha256"] = bodyHash }
        let scope = SigningScope(day: moment.text(.basicDate), region: region, service: service)
        let canonical = CanonicalRequest(
            request, SignedHeaders(of: request), path: dialect.path, bodyHash: bodyHash)
        let signature = keys.tag(
            of: scope.stringToSign(canonical, stamp), secret: credentials.secretKey, scope)
        request.headers["Authorization"] = Self.authorization(
            credentials.accessKey, scope, canonical.signedNames, signature)
    }

    private static func authorization(
        _ accessKey: String, _ scope: SigningScope, _ names: String, _ signature: Digest
    ) -> String {
        var text = Array(Authorization.algorithm.utf8)
        text.append(contentsOf: " Credential=".utf8)
        text.append(contentsOf: accessKey.utf8)
        text.append(UInt8(ascii: "/"))
        text.append(contentsOf: scope.text.utf8)
        text.append(contentsOf: ", SignedHeaders=".utf8)
        text.append(contentsOf: names.utf8)
        text.append(contentsOf: ", Signature=".utf8)
        text.append(contentsOf: signature.hex.utf8)
        return String(decoding: text, as: UTF8.self)
    }
}
