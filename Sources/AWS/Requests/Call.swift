import Formats
import HTTP

/// A request as its protocol writes it, before it knows its host and who signs it.
package struct Call: Equatable, Sendable {
    package var method: String
    /// Percent-encoded; begins with a slash.
    package var path: String
    /// Percent-encoded, without the question mark; nil where there is none.
    package var query: String?
    package var headers: HTTPHeaders
    package var body: [UInt8]
    /// The hash of the body, where it is known: a large body is not hashed again to be signed.
    package var digest: Digest?
    /// What comes before the service's host, such as an account's id and a dot; mostly nothing.
    package var hostPrefix: String
    /// The bucket of S3 that it asks, which decides where it goes; nil where it asks none.
    package var bucket: String?

    package init(
        _ method: String, path: String = "/", query: String? = nil, headers: HTTPHeaders = HTTPHeaders(),
        body: [UInt8] = [], hostPrefix: String = ""
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.hostPrefix = hostPrefix
    }
}
