extension SimulatedService {
    /// An objection of the token service.
    func stsRefusal(_ objection: Objection) -> Refusal {
        switch objection {
        case .noCredentials:
            Refusal(
                status: 403, code: "MissingAuthenticationToken",
                message: "Request is missing Authentication Token")
        case .unknownKey:
            Refusal(
                status: 403, code: "InvalidClientTokenId",
                message: "The security token included in the request is invalid.")
        case .wrongSignature: Refusal(status: 403, code: "SignatureDoesNotMatch", message: Self.mismatch)
        case .skewed(let sentence), .wrongScope(let sentence):
            Refusal(status: 403, code: "SignatureDoesNotMatch", message: sentence)
        case .expired:
            Refusal(
                status: 403, code: "ExpiredToken",
                message: "The security token included in the request is expired")
        case .denied(let denial): Refusal(status: 403, code: "AccessDenied", message: denial.sentence)
        case .throttled: Refusal(status: 400, code: "Throttling", message: "Rate exceeded")
        case .brokenDown:
            Refusal(
                status: 500, code: "InternalFailure",
                message: "The request processing has failed because of an unknown error.")
        case .unavailable:
            Refusal(status: 503, code: "ServiceUnavailable", message: "Service is unavailable.")
        case .unknownOperation(let name):
            Refusal(
                status: 400, code: "InvalidAction",
                message: "Could not find operation \(name) for version 2011-06-15")
        case .malformed:
            Refusal(status: 400, code: "MalformedInput", message: "The request could not be read.")
        case .absent, .outside, .wrongToken, .own:
            Refusal(
                status: 400, code: "ValidationError", message: Self.validationSentence(objection))
        }
    }

    /// An objection of EC2, which calls most things by names of its own.
    func ec2Refusal(_ objection: Objection) -> Refusal {
        switch objection {
        case .noCredentials:
            Refusal(
                status: 400, code: "MissingParameter",
                message: "The request must contain the parameter AWSAccessKeyId")
        case .unknownKey, .wrongSignature, .wrongScope:
            Refusal(
                status: 401, code: "AuthFailure",
                message: "AWS was not able to validate the provided access credentials")
        case .skewed, .expired: Refusal(status: 400, code: "RequestExpired", message: "Request has expired.")
        case .denied(let denial):
            Refusal(
                status: 403, code: "UnauthorizedOperation",
                message: "You are not authorized to perform this operation. \(denial.sentence)")
        case .throttled:
            Refusal(status: 503, code: "RequestLimitExceeded", message: "Request limit exceeded.")
        case .brokenDown:
            Refusal(status: 500, code: "InternalError", message: "An internal error has occurred")
        case .unavailable:
            Refusal(
                status: 503, code: "Unavailable",
                message: "The server is overloaded and can't handle the request.")
        case .unknownOperation(let name):
            Refusal(
                status: 400, code: "InvalidAction",
                message: "The action \(name) is not valid for this web service.")
        case .malformed, .absent, .outside, .wrongToken, .own:
            Refusal(
                status: 400, code: "InvalidParameterValue", message: Self.validationSentence(objection))
        }
    }

    /// An objection of S3.
    func storageRefusal(_ objection: Objection) -> Refusal {
        switch objection {
        case .noCredentials, .denied: Refusal(status: 403, code: "AccessDenied", message: "Access Denied")
        case .unknownKey:
            Refusal(
                status: 403, code: "InvalidAccessKeyId",
                message: "The AWS Access Key Id you provided does not exist in our records.")
        case .wrongSignature: Refusal(status: 403, code: "SignatureDoesNotMatch", message: Self.mismatch)
        case .skewed:
            Refusal(
                status: 403, code: "RequestTimeTooSkewed",
                message: "The difference between the request time and the current time is too large.")
        case .wrongScope(let sentence):
            Refusal(status: 400, code: "AuthorizationHeaderMalformed", message: sentence)
        case .expired:
            Refusal(status: 400, code: "ExpiredToken", message: "The provided token has expired.")
        case .throttled: Refusal(status: 503, code: "SlowDown", message: "Please reduce your request rate.")
        case .brokenDown:
            Refusal(
                status: 500, code: "InternalError",
                message: "We encountered an internal error. Please try again.")
        case .unavailable:
            Refusal(status: 503, code: "ServiceUnavailable", message: "Service is unable to handle request.")
        case .unknownOperation:
            Refusal(
                status: 405, code: "MethodNotAllowed",
                message: "The specified method is not allowed against this resource.")
        case .malformed, .absent, .outside, .wrongToken, .own:
            Refusal(status: 400, code: "InvalidArgument", message: Self.validationSentence(objection))
        }
    }
}
