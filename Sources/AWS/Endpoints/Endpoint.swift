import HTTP

/// Where requests to a service in a region go, and what their signatures name.
package struct Endpoint: Hashable, Sendable {
    /// Its path is what comes before that of every call.
    package var url: HTTPURL
    package var signingName: String
    package var signingRegion: String

    package init(url: HTTPURL, signingName: String, signingRegion: String) {
        self.url = url
        self.signingName = signingName
        self.signingRegion = signingRegion
    }

    /// The address of a call.
    package func address(of call: Call) -> HTTPURL {
        var address = url
        address.host = call.hostPrefix + url.host
        let base = url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path
        address.path = base + call.path
        address.query = call.query
        return address
    }
}

/// Why a service has no address.
package enum EndpointFailure: Error, Equatable, Sendable {
    case noRegion
    /// What is written as a region cannot be part of a host name.
    case invalidRegion(String)
    /// A setting holds what it cannot; the text is the setting's name.
    case invalidSetting(String)
    /// The service has no endpoint of this kind there.
    case unsupported(service: String, region: String, EndpointNetwork)
    /// An address of the user's own does not go with a kind of endpoint that AWS chooses.
    case contradiction(service: String, EndpointNetwork)
}

/// The kinds of endpoints that AWS keeps.
package enum EndpointNetwork: String, Sendable {
    case plain
    /// Validated cryptography, for the government of the United States.
    case fips
    /// Reachable by IP version 6 as well.
    case dualStack
    case fipsDualStack

    package init(fips: Bool, dualStack: Bool) {
        self = fips ? (dualStack ? .fipsDualStack : .fips) : (dualStack ? .dualStack : .plain)
    }

    var isFIPS: Bool { self == .fips || self == .fipsDualStack }
    var isDualStack: Bool { self == .dualStack || self == .fipsDualStack }
}
