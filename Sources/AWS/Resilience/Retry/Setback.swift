import HTTP

/// Why an attempt failed, as far as the next one cares.
package enum Setback: String, Hashable, CaseIterable, Sendable {
    /// Too much was asked.
    case throttled
    /// A quota of things, rather than of requests, is used up: that takes longer.
    case limited
    /// The service says that it is not there.
    case unavailable
    /// The service did not get the whole request in time.
    case timedOut
    /// No answer came in time.
    case stalled
    /// There was no connection, or it broke.
    case disconnected
    /// Something broke in the service.
    case broken
    /// With new credentials it will answer.
    case expired
    /// Signed with the server's time, it will answer.
    case skewed
    /// The same request would fail in the same way.
    case hopeless
}

extension Setback {
    package init(_ error: AWSError) {
        switch error.retry {
        case .never: self = .hopeless
        case .expired: self = .expired
        case .skewed: self = .skewed
        case .throttled: self = error.code == "LimitExceededException" ? .limited : .throttled
        case .transient:
            switch error.code {
            case "RequestTimeout", "RequestTimeoutException": self = .timedOut
            case "ServiceUnavailable", "ServiceUnavailableException": self = .unavailable
            default: self = error.status == 503 ? .unavailable : .broken
            }
        }
    }

    package init(_ failure: HTTPFailure) {
        switch failure.kind {
        case .timeout: self = .stalled
        // What does not unpack was cut short or garbled on the way.
        case .unresolved, .unconnected, .dropped, .malformed: self = .disconnected
        case .untrusted, .tooLarge, .unable: self = .hopeless
        }
    }
}
