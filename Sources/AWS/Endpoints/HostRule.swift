import HTTP

/// The name of a service's host where it departs from `prefix.region.suffix`, and where it signs.
///
/// The first rule of a service that fits is taken. Its template knows `{region}`, `{home}` (where the
/// partition keeps what belongs to no region), `{suffix}` and `{dual}` (the suffixes of the partition).
struct HostRule {
    var partitions: [Partition]
    var networks: [EndpointNetwork]
    /// The only regions that it holds for, where it does not hold for all.
    var regions: [String]?
    /// Nil where there is no such endpoint.
    var template: String?
    var signing: Signing

    /// The region that requests sign for.
    enum Signing {
        /// That of the request.
        case region
        /// Where the partition keeps what belongs to no region.
        case home
        /// Where it keeps identities.
        case identityHome
    }

    /// What a rule comes to for one region.
    struct Result {
        /// Nil where there is no such endpoint.
        var url: HTTPURL?
        var signingRegion: String
    }

    static func rule(
        for service: Service, in region: String, of partition: Partition, _ network: EndpointNetwork
    ) -> Result {
        let own = rules[service.name]?.first { rule in
            rule.networks.contains(network) && rule.partitions.contains { $0.id == partition.id }
                && rule.regions?.contains(region) ?? true
        }
        let home = Self.home(own?.signing ?? .region, region, partition)
        if let own, own.template == nil { return Result(url: nil, signingRegion: home) }
        let usual = network.isDualStack ? ".{region}.{dual}" : ".{region}.{suffix}"
        let template = own?.template ?? service.endpointPrefix + (network.isFIPS ? "-fips" : "") + usual
        let host = filled(template, region, home, partition)
        let url = host.hasPrefix("http://") ? HTTPURL(host) : HTTPURL(host: host)
        return Result(url: url, signingRegion: home)
    }

    private static func filled(
        _ template: String, _ region: String, _ home: String, _ partition: Partition
    ) -> String {
        var host = ""
        for part in template.utf8.split(whereSeparator: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
        ) {
            switch Substring(part) {
            case "region": host += region
            case "home": host += home
            case "suffix": host += partition.suffix
            case "dual": host += partition.dualStackSuffix
            case let text: host += text
            }
        }
        return host
    }

    private static func home(_ signing: Signing, _ region: String, _ partition: Partition) -> String {
        switch signing {
        case .region: region
        case .home: partition.home
        // In China, where IAM came first.
        case .identityHome: partition.id == Partition.china.id ? "cn-north-1" : partition.home
        }
    }
}

extension HostRule {
    /// For services of a region.
    static func regional(
        _ partitions: [Partition], _ networks: [EndpointNetwork], _ template: String?,
        only regions: [String]? = nil
    ) -> HostRule {
        HostRule(
            partitions: partitions, networks: networks, regions: regions, template: template, signing: .region
        )
    }

    /// For services that are the same in all regions of a partition, and for names that stand for no region.
    static func global(
        _ partitions: [Partition], _ networks: [EndpointNetwork], _ template: String,
        only regions: [String]? = nil
    ) -> HostRule {
        HostRule(
            partitions: partitions, networks: networks, regions: regions, template: template, signing: .home)
    }

    static func identity(
        _ partitions: [Partition], _ networks: [EndpointNetwork], _ template: String
    ) -> HostRule {
        HostRule(
            partitions: partitions, networks: networks, regions: nil, template: template,
            signing: .identityHome)
    }
}
