import Formats
import HTTP

/// A request spelt in the one way that both ends of a signature agree on.
///
///     POST                              the method
///     /                                 the path
///     Action=ListUsers&Version=…        the query, sorted
///     host:iam.amazonaws.com            the signed headers, sorted, their values trimmed
///     x-amz-date:20150830T123600Z
///
///     host;x-amz-date                   their names
///     e3b0c44298fc1c14…                 the hash of the body
struct CanonicalRequest {
    /// What stands for the hash of a body that is not signed.
    static let unsignedBody = "UNSIGNED-PAYLOAD"

    let bytes: [UInt8]
    /// As the signature lists them: `host;x-amz-date`.
    let signedNames: String

    init(_ request: HTTPRequest, _ headers: SignedHeaders, path: CanonicalPath.Form, bodyHash: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1_024)
        bytes.append(contentsOf: request.method.utf8)
        bytes.append(UInt8(ascii: "\n"))
        CanonicalPath.append(request.url.path, path, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        if let query = request.url.query { CanonicalQuery.append(query, to: &bytes) }
        bytes.append(UInt8(ascii: "\n"))
        headers.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        signedNames = headers.names
        bytes.append(contentsOf: signedNames.utf8)
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: bodyHash.utf8)
        self.bytes = bytes
    }
}
