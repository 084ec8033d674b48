import HTTP

/// What the user's environment and profile say about endpoints.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
package struct EndpointSettings: Equatable, Sendable {
    package var network = EndpointNetwork.plain
    /// The address of every service that has none of its own.
    package var url: HTTPURL?
    /// Addresses of single services, by their ids in small letters with underscores: `api_gateway`.
    package var serviceURLs: [String: HTTPURL] = [:]

    package init() {}

    /// Reads the variables of an environment, the keys of a profile, and the section of `services` that the
    /// profile names.
    ///
    /// The first of these that names an address of a service wins: `AWS_ENDPOINT_URL_<SERVICE>`,
    /// `AWS_ENDPOINT_URL`, the section, the profile.
    package init(
        environment: [String: String], profile: [String: String] = [:],
        services: [String: [String: String]] = [:]
    ) throws(EndpointFailure) {
        func flag(_ variable: String, _ key: String) throws(EndpointFailure) -> Bool {
            if let flag = try Self.flag(environment[variable], named: variable) { return flag }
            return try Self.flag(profile[key], named: key) == true
        }
        network = EndpointNetwork(
            fips: try flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
            dualStack: try flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"))
        let ignored = try flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")
        guard !ignored else { return }
        url = try Self.url(environment[Self.variable], named: Self.variable)
        let isGlobal = url != nil
        if url == nil { url = try Self.url(profile["endpoint_url"], named: "endpoint_url") }
        for (service, keys) in services where !isGlobal {
            serviceURLs[service] = try Self.url(keys["endpoint_url"], named: "\(service) endpoint_url")
        }
        for (variable, value) in environment where variable.hasPrefix(Self.variable + "_") {
            let service = variable.dropFirst(Self.variable.count + 1).lowercased()
            if let own = try Self.url(value, named: variable) { serviceURLs[service] = own }
        }
    }

    /// The address that the user wants for a service; nil for AWS's own.
    func url(of service: Service) -> HTTPURL? {
        let id = String(service.id.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
        return serviceURLs[id] ?? url
    }

    private static let variable = "AWS_ENDPOINT_URL"

    private static func url(_ text: String?, named name: String) throws(EndpointFailure) -> HTTPURL? {
        guard let text, !text.isEmpty else { return nil }
        guard let url = HTTPURL(text), url.query == nil else { throw .invalidSetting(name) }
        return url
    }

    private static func flag(_ text: String?, named name: String) throws(EndpointFailure) -> Bool? {
        switch text?.lowercased() {
        case nil, "": nil
        case "true": true
        case "false": false
        default: throw .invalidSetting(name)
        }
    }
}
