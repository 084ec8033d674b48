extension EndpointFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noRegion: "no region is named"
        case .invalidRegion(let region): "'\(region)' cannot be a region"
        case .invalidSetting(let name): "\(name) holds what it cannot"
        case .unsupported(let service, let region, let network):
            "\(service) has no \(network.words) endpoint in \(region)"
        case .contradiction(let service, let network):
            "an endpoint of \(service) of one's own cannot be a \(network.words) one"
        }
    }
}

extension EndpointNetwork {
    fileprivate var words: String {
        switch self {
        case .plain: "plain"
        case .fips: "FIPS"
        case .dualStack: "dual-stack"
        case .fipsDualStack: "FIPS dual-stack"
        }
    }
}
