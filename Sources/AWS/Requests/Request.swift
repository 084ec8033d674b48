import Formats
import HTTP

/// One question to AWS: what to send, and what comes back.
///
/// A request is a value, so that a test compares its call with a literal and gives `decode` saved bytes.
package protocol Request: Sendable {
    associatedtype Response: Sendable
    static var operation: Operation { get }

    func encode() -> Call

    /// Reads the answer of a success. An answer that is none becomes an `AWSError` before it comes here.
    static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Response
}

/// A request whose answer may carry a token for the next page.
package protocol PagedRequest: Request {
    var token: String? { get set }

    static func nextToken(in response: Response) -> String?
}
