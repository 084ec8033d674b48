extension SimulatedService {
    /// An objection as this service puts it.
    func refusal(_ objection: Objection) -> Refusal {
        if case .own(let status, let code, let message, let reason) = objection {
            return Refusal(
                status: status, code: code, message: message, origin: .service,
                isCapital: self == .organizations, reason: reason)
        }
        return switch self {
        case .sts: stsRefusal(objection)
        case .ec2: ec2Refusal(objection)
        case .s3: storageRefusal(objection)
        default: jsonRefusal(objection)
        }
    }

    /// What the JSON services say.
    private func jsonRefusal(_ objection: Objection) -> Refusal {
        let status = wire == .restJSON ? 403 : 400
        switch objection {
        case .noCredentials:
            return Refusal(
                status: status, code: "MissingAuthenticationTokenException",
                message: "Missing Authentication Token")
        case .unknownKey:
            return Refusal(
                status: status, code: "UnrecognizedClientException",
                message: "The security token included in the request is invalid.")
        case .wrongSignature:
            return Refusal(status: status, code: "InvalidSignatureException", message: Self.mismatch)
        case .skewed(let sentence), .wrongScope(let sentence):
            return Refusal(status: status, code: "InvalidSignatureException", message: sentence)
        case .expired:
            return Refusal(
                status: status, code: "ExpiredTokenException",
                message: "The security token included in the request is expired")
        case .denied(let denial):
            return Refusal(
                status: status, code: "AccessDeniedException", message: denial.sentence, isCapital: true)
        case .unknownOperation where wire == .restJSON:
            return Refusal(status: 404, code: "UnknownOperationException", message: "")
        case .unknownOperation:
            return Refusal(status: 400, code: "UnknownOperationException", message: "")
        case .malformed: return Refusal(status: 400, code: "SerializationException", message: "")
        case .throttled, .brokenDown, .unavailable: return troubleWords(objection)
        case .absent, .outside, .wrongToken, .own: return inputWords(objection)
        }
    }

    static let mismatch =
        "The request signature we calculated does not match the signature you provided. Check your AWS "
        + "Secret Access Key and signing method. Consult the service documentation for details."
}
