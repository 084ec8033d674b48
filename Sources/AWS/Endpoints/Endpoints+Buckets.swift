import Formats
import HTTP

extension Endpoints {
    /// The endpoint of a bucket of S3.
    ///
    ///     https://my-bucket.s3.eu-west-1.amazonaws.com        in the host, where its name can be there
    ///     https://s3.eu-west-1.amazonaws.com/my.bucket        in the path, where it cannot
    ///
    /// An address of the user's own takes it in the path: `localhost` has no hosts below it.
    package func endpoint(ofBucket bucket: String, in region: String?) throws(EndpointFailure) -> Endpoint {
        var endpoint = try endpoint(of: .s3, in: region)
        let isOwn = settings.url(of: .s3) != nil
        if !isOwn, HostLabel.isValid(bucket: bucket, dots: endpoint.url.scheme == "http") {
            endpoint.url.host = bucket + "." + endpoint.url.host
        } else {
            let base = endpoint.url.path.hasSuffix("/") ? endpoint.url.path : endpoint.url.path + "/"
            endpoint.url.path = base + PercentEncoding.encoded(bucket)
        }
        return endpoint
    }
}
