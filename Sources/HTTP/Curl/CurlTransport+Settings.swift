import Glibc

extension CurlTransport {
    /// What a transport may use, whom it trusts, and how it gets out.
    package struct Settings: Equatable, Sendable {
        /// How many requests, and so how many connections, may be under way to one server.
        package var connectionsPerHost = 64
        /// How many may be under way in all.
        package var connections = 256
        /// How long a request may take that does not say so itself.
        package var patience = HTTPRequest.Patience()
        /// A PEM file of the authorities that servers' certificates are checked against.
        ///
        /// Nil leaves the choice to libcurl.
        package var authorities: String?
        package var proxies = Proxies()

        package init() {}
    }
}

extension CurlTransport.Settings {
    /// The settings that an environment asks for.
    ///
    /// A file that it names is taken even if it cannot be read: then requests fail and say so, rather than trust
    /// somebody else.
    package init(environment: [String: String], isReadable: (String) -> Bool = { access($0, R_OK) == 0 }) {
        self.init()
        let named = ["AWS_CA_BUNDLE", "SSL_CERT_FILE"].compactMap { environment[$0] }.first { !$0.isEmpty }
        authorities = named ?? Self.usualAuthorities.first(where: isReadable)
        proxies = Proxies(environment: environment)
    }

    /// Where distributions keep their bundle: Debian, Red Hat (twice), SUSE, Alpine.
    private static let usualAuthorities = [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
        "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]
}
