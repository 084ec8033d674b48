import HTTP

/// Where the metadata service of an EC2 instance is.
enum InstanceMetadataEndpoint {
    /// What one place says of it: the environment, or a profile.
    struct Setting: Sendable {
        var endpoint: String?
        var mode: String?
    }

    /// The address by several settings, of which earlier ones count more.
    ///
    /// Any address counts more than any mode.
    static func url(_ settings: [Setting]) throws(CredentialFailure) -> HTTPURL {
        if let text = settings.lazy.compactMap(\.endpoint).first {
            guard let url = HTTPURL(text), !text.contains(where: \.isWhitespace) else {
                throw CredentialFailure(
                    "the endpoint of EC2's metadata service is no address: \(Excerpt.of(text))",
                    hint: "set AWS_EC2_METADATA_SERVICE_ENDPOINT to one such as http://169.254.169.254",
                    kind: .misconfigured)
            }
            return url
        }
        let mode = settings.lazy.compactMap(\.mode).first
        switch mode?.lowercased() {
        case nil, "ipv4": return HTTPURL(scheme: "http", host: "169.254.169.254")
        case "ipv6": return HTTPURL(scheme: "http", host: "[fd00:ec2::254]")
        default:
            throw CredentialFailure(
                "`\(Excerpt.of(mode ?? ""))` is not a valid endpoint mode",
                hint: "set AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE to IPv4 or IPv6", kind: .misconfigured)
        }
    }

    /// What the environment and a profile say of it.
    static func settings(_ environment: AWSEnvironment, profile: Profile?) -> [Setting] {
        [
            Setting(
                endpoint: environment.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT"),
                mode: environment.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")),
            Setting(
                endpoint: profile?["ec2_metadata_service_endpoint"],
                mode: profile?["ec2_metadata_service_endpoint_mode"]),
        ]
    }
}
