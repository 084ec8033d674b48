extension SimulatedService {
    /// How the JSON services say that they cannot answer now.
    func troubleWords(_ objection: Objection) -> Refusal {
        if objection == .unavailable {
            return Refusal(
                status: 503, code: "ServiceUnavailableException",
                message: "The service is temporarily unavailable.", origin: .service)
        }
        let isThrottled = objection == .throttled
        return switch self {
        case .organizations:
            isThrottled
                ? Refusal(
                    status: 400, code: "TooManyRequestsException",
                    message: "AWS Organizations is throttling your requests. Try again later.",
                    isCapital: true)
                : Refusal(
                    status: 500, code: "ServiceException",
                    message: "AWS Organizations can't complete your request because of an internal error.",
                    isCapital: true)
        case .account:
            isThrottled
                ? Refusal(status: 429, code: "TooManyRequestsException", message: "Too Many Requests")
                : Refusal(status: 500, code: "InternalServerException", message: "Internal server error")
        case .ecr:
            isThrottled
                ? Refusal(status: 400, code: "ThrottlingException", message: "Rate exceeded")
                : Refusal(status: 500, code: "ServerException", message: "Internal server error")
        case .dynamodb, .sts, .ec2, .s3:
            isThrottled
                ? Refusal(
                    status: 400, code: "ThrottlingException",
                    message: "Rate of requests exceeds the allowed throughput.")
                : Refusal(
                    status: 500, code: "InternalServerError", message: "Internal server error",
                    origin: .service)
        case .lambda:
            isThrottled
                ? Refusal(status: 429, code: "TooManyRequestsException", message: "Rate exceeded")
                : Refusal(status: 500, code: "ServiceException", message: "Internal server error")
        case .batch, .eks:
            isThrottled
                ? Refusal(status: 429, code: "TooManyRequestsException", message: "Too Many Requests")
                : Refusal(status: 500, code: "ServerException", message: "Internal server error")
        case .inspector2:
            isThrottled
                ? Refusal(status: 429, code: "ThrottlingException", message: "Rate exceeded")
                : Refusal(status: 500, code: "InternalServerException", message: "Internal server error")
        case .monitoring: plainTrouble(isThrottled, else: "InternalServiceFault")
        case .ecs: plainTrouble(isThrottled, else: "ServerException")
        case .apprunner: plainTrouble(isThrottled, else: "InternalServiceErrorException")
        case .sagemaker, .codebuild: plainTrouble(isThrottled, else: "InternalFailure")
        case .scaling: plainTrouble(isThrottled, else: "InternalServiceException")
        case .exports: plainTrouble(isThrottled, else: "InternalServerException")
        case .pricing, .cur: plainTrouble(isThrottled, else: "InternalErrorException")
        }
    }

    private func plainTrouble(_ isThrottled: Bool, else code: String) -> Refusal {
        isThrottled
            ? Refusal(status: 400, code: "ThrottlingException", message: "Rate exceeded")
            : Refusal(status: 500, code: code, message: "An internal error has occurred")
    }

    /// How the JSON services say that they were asked wrongly.
    func inputWords(_ objection: Objection) -> Refusal {
        let (field, sentence) = Self.inputSentence(objection)
        switch self {
        case .organizations:
            let reason = objection == .wrongToken ? "INVALID_NEXT_TOKEN" : "INVALID_VALUE"
            return Refusal(
                status: 400, code: "InvalidInputException",
                message: "You specified an invalid value for \(field).", isCapital: true, reason: reason)
        case .monitoring:
            return Refusal(status: 400, code: "ValidationError", message: sentence)
        case .scaling where objection == .wrongToken, .pricing where objection == .wrongToken:
            return Refusal(status: 400, code: "InvalidNextTokenException", message: sentence)
        case .lambda:
            return Refusal(status: 400, code: "InvalidParameterValueException", message: sentence)
        case .ecs, .eks:
            return Refusal(status: 400, code: "InvalidParameterException", message: sentence)
        case .apprunner: return Refusal(status: 400, code: "InvalidRequestException", message: sentence)
        case .batch: return Refusal(status: 400, code: "ClientException", message: sentence)
        case .codebuild: return Refusal(status: 400, code: "InvalidInputException", message: sentence)
        case .ecr, .pricing:
            return Refusal(
                status: 400, code: "InvalidParameterException",
                message: "Invalid parameter at '\(field)' failed to satisfy constraint: '\(sentence)'")
        default:
            return Refusal(status: 400, code: "ValidationException", message: sentence)
        }
    }

    private static func inputSentence(_ objection: Objection) -> (field: String, sentence: String) {
        switch objection {
        case .absent(let name):
            (
                name,
                "1 validation error detected: Value null at '\(lowered(name))' failed to satisfy constraint: "
                    + "Member must not be null"
            )
        case .outside(let name, let value, let constraint):
            (
                name,
                "1 validation error detected: Value '\(value)' at '\(lowered(name))' failed to satisfy "
                    + "constraint: Member must have value \(constraint)"
            )
        default: ("nextToken", "Invalid NextToken")
        }
    }

    private static func lowered(_ name: String) -> String {
        name.prefix(1).lowercased() + name.dropFirst()
    }

    /// The sentence of a member that is missing or wrong, for services that write XML.
    static func validationSentence(_ objection: Objection) -> String { inputSentence(objection).sentence }
}
