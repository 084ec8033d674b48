/// The ways out of a network that lets nobody out directly.
package struct Proxies: Equatable, Sendable {
    /// For `https`; empty where there is none.
    package var secure = ""
    /// For `http`; empty where there is none.
    package var plain = ""
    /// Names, domains and networks that are reached directly, with commas between them.
    package var exceptions = Self.nearby

    package init() {}

    /// The proxies that an environment names.
    ///
    /// As with curl, a name in lower case counts before the same in capitals.
    package init(environment: [String: String]) {
        let value = { (name: String) in environment[name.lowercased()] ?? environment[name] ?? "" }
        secure = value("HTTPS_PROXY")
        plain = value("HTTP_PROXY")
        let named = value("NO_PROXY")
        // libcurl knows the star only if it stands alone.
        if named == "*" { exceptions = named } else if !named.isEmpty { exceptions += "," + named }
    }

    /// What no proxy can reach: this machine, and where a machine and a container of AWS are told who they are.
    private static let nearby =
        "localhost,127.0.0.1,::1,169.254.169.254,169.254.170.2,169.254.170.23,fd00:ec2::254,fd00:ec2::23"

    func address(for scheme: String) -> String { scheme == "https" ? secure : plain }
}

/// Proxies may carry a password.
extension Proxies: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        "proxy for https: \(secure.isEmpty ? "none" : "set"), for http: \(plain.isEmpty ? "none" : "set")"
    }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
