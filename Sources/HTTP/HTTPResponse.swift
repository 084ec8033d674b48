/// What a server answered.
package struct HTTPResponse: Equatable, Sendable {
    package var status: Int
    package var headers: HTTPHeaders
    /// Unpacked where the server had packed it; empty where it was streamed.
    package var body: [UInt8]

    package init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package var isSuccess: Bool { (200..<300).contains(status) }
}

/// Says how the answer ended, and nothing of what it carries.
extension HTTPResponse: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "status \(status), \(body.count) bytes" }
    package var debugDescription: String { description }
}
