/// What AWS answered instead of what was asked.
package struct AWSError: Error, Equatable, Sendable {
    /// Without namespace and address, such as `AccessDeniedException`; `HTTP 502` where no AWS answered.
    package var code: String
    /// In AWS's words, clipped, without secrets and control characters; may be empty.
    package var message: String
    package var requestID: String?
    package var status: Int
    /// Whether the same request may succeed later.
    package var retry: Retry
    /// Who denied it, where it was denied.
    package var denial: Denial?
    /// The region that a bucket of S3 is in, where S3 says so of one that was asked for.
    package var bucketRegion: String?

    package enum Retry: String, Sendable {
        case never
        /// Too much was asked: slower, it will answer.
        case throttled
        /// Something broke on the way, or in the service.
        case transient
        /// The credentials have expired: with new ones it will answer.
        case expired
        /// The clocks differ: signed with the server's time, it will answer.
        case skewed
    }

    /// What a denial came from.
    package enum Denial: String, Sendable {
        /// The caller's policies do not allow it, or one of them forbids it.
        case identity
        /// The boundary of what the caller's policies may allow.
        case boundary
        /// A policy of the organisation for its accounts.
        case organization
        /// A policy of the organisation for its resources.
        case resourceControl
        /// The policy of the session.
        case session
        /// The resource's own policy.
        case resource
        /// The policy of the network's endpoint that the request went through.
        case endpoint
        /// AWS did not say.
        case unknown
    }

    package init(
        code: String, message: String, requestID: String? = nil, status: Int, retry: Retry,
        denial: Denial? = nil
    ) {
        self.code = code
        self.message = message
        self.requestID = requestID
        self.status = status
        self.retry = retry
        self.denial = denial
    }
}

extension AWSError: CustomStringConvertible {
    package var description: String { message.isEmpty ? code : "\(code): \(message)" }
}
