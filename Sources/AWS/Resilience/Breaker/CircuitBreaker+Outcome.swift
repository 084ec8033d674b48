extension CircuitBreaker.Outcome {
    /// What a setback says about the service: whether it is there, not whether it likes the request.
    package init(_ setback: Setback) {
        switch setback {
        case .unavailable, .timedOut, .stalled, .disconnected, .broken: self = .failed
        case .throttled, .limited, .expired, .skewed, .hopeless: self = .answered
        }
    }
}
