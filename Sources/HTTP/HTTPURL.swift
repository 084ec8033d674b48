/// An address, as bytes on the wire want it: path and query are percent-encoded already.
package struct HTTPURL: Hashable, Sendable {
    /// `https`, or `http` for a server on this machine.
    package var scheme: String
    /// The name or address; one of IP version 6 stands in brackets.
    package var host: String
    /// Only where the address names one.
    package var port: Int?
    /// Begins with a slash.
    package var path: String
    /// What follows the question mark; nil where there is none.
    package var query: String?

    package init(
        scheme: String = "https", host: String, port: Int? = nil, path: String = "/", query: String? = nil
    ) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
        self.query = query
    }

    /// What the `Host` header says.
    package var authority: String { port.map { "\(host):\($0)" } ?? host }

    package var text: String {
        scheme + "://" + authority + path + (query.map { "?" + $0 } ?? "")
    }
}

extension HTTPURL {
    /// Reads an absolute address; nil when it is none that HTTP knows.
    ///
    /// A user name, a password and a fragment are refused: nothing here sends them.
    package init?(_ text: String) {
        guard let colon = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<colon.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { return nil }
        let rest = text[colon.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        guard let (host, port) = Self.parts(of: rest[..<end]), !text.contains("#") else { return nil }
        let target = rest[end...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = target.first.map(String.init) ?? ""
        self.init(
            scheme: scheme, host: host, port: port, path: path.isEmpty ? "/" : path,
            query: target.count > 1 ? String(target[1]) : nil)
    }

    private static func parts(of authority: Substring) -> (String, Int?)? {
        guard !authority.contains("@") else { return nil }
        let afterBracket = authority.lastIndex(of: "]") ?? authority.startIndex
        guard let colon = authority[afterBracket...].lastIndex(of: ":") else {
            return authority.isEmpty ? nil : (String(authority), nil)
        }
        let digits = authority[colon...].dropFirst()
        guard let port = Int(digits), (1...65_535).contains(port), colon > authority.startIndex else {
            return nil
        }
        return (String(authority[..<colon]), port)
    }
}

extension HTTPURL: CustomStringConvertible {
    /// Without the query: a presigned address carries its signature there.
    package var description: String { scheme + "://" + authority + path }
}
