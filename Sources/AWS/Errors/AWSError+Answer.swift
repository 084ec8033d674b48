import Formats
import HTTP

extension AWSError {
    /// Reads an answer that is no success, in whatever shape it comes.
    ///
    /// Its `Content-Type` is not asked: proxies and imitations of AWS send JSON as HTML and the other way
    /// round, and services answer in protocols that are not theirs when something before them fails.
    package init(reading response: HTTPResponse) {
        let fields = ErrorFields(response)
        let code = fields.code ?? "HTTP \(response.status)"
        let message = ErrorText.cleaned(fields.message ?? "")
        self.init(
            code: code, message: message, requestID: fields.requestID, status: response.status,
            retry: Retry(code: code, message: message, status: response.status),
            denial: Denial(code: code, message: message, isOfAWS: fields.requestID != nil))
        bucketRegion = response.headers["x-amz-bucket-region"]
    }
}
