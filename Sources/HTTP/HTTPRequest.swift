/// What is asked of a server, once.
package struct HTTPRequest: Equatable, Sendable {
    package var method: String
    package var url: HTTPURL
    package var headers: HTTPHeaders
    package var body: [UInt8]
    /// How long it may take; nil leaves it to the transport.
    package var patience: Patience?

    package init(
        _ method: String, _ url: HTTPURL, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [],
        patience: Patience? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.patience = patience
    }

    /// How long to wait for a server.
    package struct Patience: Hashable, Sendable {
        /// For the connection to stand.
        package var connecting: Duration
        /// For the whole exchange; of a streamed answer, for each piece of it.
        package var whole: Duration

        package init(connecting: Duration = .seconds(5), whole: Duration = .seconds(30)) {
            self.connecting = connecting
            self.whole = whole
        }
    }
}

/// Says where a request goes, and nothing of what it carries: headers and bodies hold secrets.
extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "\(method) \(url)" }
    package var debugDescription: String { description }
}
