import AWS
import Pipeline

/// Why a folder could not be put into a bucket, with what to do about it.
struct UploadFailure {
    private let error: any Error
    private let place: UploadPlace

    init(_ error: any Error, of place: UploadPlace) {
        (self.error, self.place) = (error, place)
    }

    /// The gap that it leaves: the local reports are whole, so that not even missing credentials stop the run.
    var asGap: any Error {
        let failure: any Error =
            switch error {
            case let problem as Problem: Gap.failed("\(problem.what) (\(problem.hint))")
            case let failure as FileFailure: Gap.failed(failure.description)
            default: Gap.from(error, region: "")
            }
        guard var gap = failure as? Gap else { return failure }
        gap.reason =
            "\(words(gap.reason)); the local reports are whole, and `stocktake report` puts them there again"
        return gap
    }

    private func words(_ reason: String) -> String {
        guard let error = error as? AWSError else { return reason }
        if error.denial != nil {
            return
                "putting reports to \(place) takes s3:PutObject there, as `stocktake policy --for root` prints it "
                + "(\(reason))"
        }
        switch error.code {
        case "NoSuchBucket":
            return "there is no bucket \(place.bucket): make it, or name another under `upload` (\(reason))"
        case _ where error.saysElsewhere:
            return "the bucket \(place.bucket) is in another region, and it does not say which (\(reason))"
        default: return reason
        }
    }
}
