import AWS
import HTTP
import Pipeline

extension Problem {
    /// Why nothing can be asked at all: the credentials that the run starts with are missing or refused.
    init(root error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let failure as CredentialFailure:
            self.init(failure.what, hint: failure.hint, exit: .noCredentials)
        case let error as AWSError where error.retry == .never || error.retry == .expired:
            self.init(
                "AWS refuses the credentials: \(error.code): \(error.message)",
                hint: "renew them, or name another profile; `stocktake doctor` tells more",
                exit: .noCredentials)
        case let error as AWSError:
            self.init(
                "AWS does not answer: \(error.code): \(error.message)", hint: "run again later to go on",
                exit: .unavailable)
        case let failure as HTTPFailure:
            self.init(
                "AWS cannot be reached: \(failure.reason)",
                hint: "check the network, HTTPS_PROXY and AWS_ENDPOINT_URL, and run again to go on",
                exit: .unavailable)
        default:
            self.init(
                "AWS cannot be asked: \(type(of: error))", hint: "run again to go on", exit: .unavailable)
        }
    }
}
