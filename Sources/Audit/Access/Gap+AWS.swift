import AWS
import Formats
import HTTP
import Pipeline

extension Gap {
    /// What a failure to ask AWS means for a cell: mostly a gap; what has to stop the run comes back as it is.
    static func from(_ error: any Error, region: String) -> any Error {
        switch error {
        case let error as AWSError: Gap.from(error, region: region)
        case let failure as HTTPFailure: Gap.unsteady(failure.reason)
        case let failure as DecodingFailure: Gap.unsteady("the answer cannot be read: \(failure)")
        case let failure as CredentialFailure: Gap.from(failure)
        case let failure as EndpointFailure: Gap.unsupported(failure.description)
        case let failure as ServiceDown: Gap.failed(failure.description)
        case let failure as EndlessListing: Gap.failed(failure.description)
        case is DeadlinePassed: Gap.unsteady("it took longer than it may")
        default: error
        }
    }

    private static func from(_ failure: CredentialFailure) -> Gap {
        if let denial = failure.denial, denial.isOfOrganization { return .deniedBySCP(failure.what) }
        switch failure.kind {
        case .refused: return .deniedByIAM(failure.what)
        case .unavailable: return .unsteady(failure.what)
        case .absent, .misconfigured: return .failed(failure.what)
        }
    }

    private static func from(_ error: AWSError, region: String) -> Gap {
        let words = "\(error.code): \(error.message)"
        if let denial = error.denial {
            return denial.isOfOrganization ? .deniedBySCP(words) : .deniedByIAM(words)
        }
        if isKeyUnknown(error), Partition.isOptIn(region) {
            // Not by design: nobody has said that it is off.
            return .unsupported("the region does not know the account's keys, and is perhaps off: \(words)")
        }
        switch error.retry {
        case .throttled: return .throttled(words)
        // Credentials may expire twice while one question is asked: the next try has new ones.
        case .transient, .expired: return .unsteady(words)
        case .never, .skewed: return isUnknown(error) ? .unsupported(words) : .failed(words)
        }
    }

    /// How a region answers to the keys of an account for which it is off.
    private static func isKeyUnknown(_ error: AWSError) -> Bool {
        ["UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "InvalidAccessKeyId"].contains(
            error.code)
    }

    private static func isUnknown(_ error: AWSError) -> Bool {
        switch error.code {
        case "UnknownOperationException", "UnknownOperation", "InvalidAction", "UnsupportedOperation",
            "UnsupportedOperationException", "HTTP 404", "HTTP 501":
            true
        default: false
        }
    }
}

extension AWSError.Denial {
    /// Whether it comes from above the account, where the account's own policies cannot mend it.
    fileprivate var isOfOrganization: Bool { self == .organization || self == .resourceControl }
}
