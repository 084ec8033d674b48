import Formats
import HTTP

/// Finds the endpoints of services, as the settings of AWS's own tools direct.
///
/// Nearly all hosts are named `prefix.region.suffix`; `HostRule` holds what departs from that. To find one
/// costs two microseconds, so who sends many requests keeps what it found.
package struct Endpoints: Sendable {
    package var settings: EndpointSettings

    package init(_ settings: EndpointSettings = EndpointSettings()) {
        self.settings = settings
    }

    /// The endpoint of a service in a region.
    ///
    /// The region may be absent where the user names the address: it then signs for the first of AWS's.
    package func endpoint(
        of service: Service, in region: String?
    ) throws(EndpointFailure) -> Endpoint {
        let network = settings.network
        if let url = settings.url(of: service) {
            try check(url, for: service, in: region, network)
            return Endpoint(
                url: url, signingName: service.signingName, signingRegion: region ?? Partition.aws.home)
        }
        guard let region, !region.isEmpty else { throw .noRegion }
        guard HostLabel.isValid(region) else { throw .invalidRegion(region) }
        let partition = Partition(of: region)
        let rule = HostRule.rule(for: service, in: region, of: partition, network)
        guard let url = rule.url else {
            throw .unsupported(service: service.name, region: region, network)
        }
        return Endpoint(url: url, signingName: service.signingName, signingRegion: rule.signingRegion)
    }

    private func check(
        _ url: HTTPURL, for service: Service, in region: String?, _ network: EndpointNetwork
    ) throws(EndpointFailure) {
        // AWS's rules refuse the two together for all services but this one.
        let allowsFIPS = service == .s3Control
        guard !network.isDualStack, !network.isFIPS || allowsFIPS else {
            throw .contradiction(service: service.name, network)
        }
        // DynamoDB has hosts of its own for dual stack, which it wants chosen by the setting.
        guard service == .dynamodb, let region else { return }
        let partition = Partition(of: region)
        let dual = HostRule.rule(for: service, in: region, of: partition, .dualStack)
        if dual.url?.host == url.host {
            throw .contradiction(service: service.name, .dualStack)
        }
    }
}
