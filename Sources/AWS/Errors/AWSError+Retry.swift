import HTTP

extension AWSError.Retry {
    /// What may help, by the code, then by the status.
    ///
    /// The codes of throttling are those of botocore and the other SDKs (botocore/retries/standard.py).
    package init(code: String, message: String, status: Int) {
        if Self.throttling.contains(code) {
            self = .throttled
        } else if Self.transience.contains(code) {
            self = .transient
        } else if Self.expiry.contains(code) {
            self = .expired
        } else if Self.skew.contains(code) || Self.isSkewed(code, message) {
            self = .skewed
        } else {
            self = Self.byStatus[status] ?? .never
        }
    }

    /// What may help where there is no answer.
    package init(_ failure: HTTPFailure) {
        switch failure.kind {
        case .unresolved, .unconnected, .timeout, .dropped, .malformed: self = .transient
        case .untrusted, .tooLarge, .unable: self = .never
        }
    }

    private static let throttling: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "RequestThrottled", "TooManyRequestsException", "ProvisionedThroughputExceededException",
        "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
        "LimitExceededException", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException",
    ]
    private static let transience: Set<String> = [
        "RequestTimeout", "RequestTimeoutException", "IDPCommunicationError", "InternalError",
        "InternalFailure", "InternalServerError", "InternalServerErrorException", "InternalServiceError",
        "InternalServiceException", "InternalServiceFault", "ServiceUnavailable",
        "ServiceUnavailableException", "Unavailable",
    ]
    private static let expiry: Set<String> = [
        "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired",
    ]
    private static let skew: Set<String> = ["RequestTimeTooSkewed", "RequestInTheFuture"]
    private static let byStatus: [Int: Self] = [
        429: .throttled, 509: .throttled, 500: .transient, 502: .transient, 503: .transient, 504: .transient,
    ]

    /// Services whose clock disagrees say that the signature is wrong, and only the message says why.
    private static func isSkewed(_ code: String, _ message: String) -> Bool {
        let codes = [
            "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure", "InvalidSignature",
        ]
        guard codes.contains(code) else { return false }
        return message.hasPrefix("Signature expired") || message.hasPrefix("Signature not yet current")
    }
}

extension AWSError {
    /// Whether AWS does not know these credentials.
    ///
    /// It says the same of good ones where their region is switched off for the account.
    package var refusesCredentials: Bool {
        let codes = [
            "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "AuthFailure",
            "InvalidToken", "InvalidSecurity", "InvalidSecurityToken", "MissingAuthenticationToken",
            "MissingAuthenticationTokenException", "SignatureDoesNotMatch", "InvalidSignatureException",
            "IncompleteSignature", "IncompleteSignatureException",
        ]
        return retry == .never && codes.contains(code)
    }
}
