/// Why there is no answer.
package struct HTTPFailure: Error, Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// The host's name has no address.
        case unresolved
        /// Nobody took the connection, or not in time.
        case unconnected
        /// The server could not prove who it is, or the two found no common cipher.
        case untrusted
        /// It took too long.
        case timeout
        /// The connection broke before the answer was whole.
        case dropped
        /// The answer is larger than the ceiling.
        case tooLarge
        /// What came is not HTTP, or does not unpack.
        case malformed
        /// The transport cannot send this: a bad address, a full disk of a recording, an exchange never recorded.
        case unable
    }

    package var kind: Kind
    /// What happened, without secrets.
    package var reason: String

    package init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }
}

extension HTTPFailure: CustomStringConvertible {
    package var description: String { reason }
}
