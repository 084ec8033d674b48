import HTTP
import Synchronization

/// Where each service is in each region, found once.
final class Routes: Sendable {
    /// The way to a service in a region.
    struct Route: Sendable {
        var endpoint: Endpoint
        var signer: Signer
    }

    private struct Key: Hashable, Sendable {
        var service: String
        var region: String
        var bucket: String?
    }

    private let endpoints: Endpoints
    private let keys = SigningKeys()
    private let routes = Mutex<[Key: Route]>([:])

    init(_ endpoints: Endpoints) { self.endpoints = endpoints }

    func route(
        to service: Service, in region: String, bucket: String? = nil
    ) throws(EndpointFailure) -> Route {
        let key = Key(service: service.name, region: region, bucket: bucket)
        if let route = routes.withLock({ $0[key] }) { return route }
        let endpoint =
            if let bucket {
                try endpoints.endpoint(ofBucket: bucket, in: region)
            } else {
                try endpoints.endpoint(of: service, in: region)
            }
        let signer = Signer(
            service: endpoint.signingName, region: endpoint.signingRegion,
            dialect: service.signingName == "s3" ? .s3 : .standard, keys: keys)
        let route = Route(endpoint: endpoint, signer: signer)
        routes.withLock { $0[key] = route }
        return route
    }
}
