/// What the `Authorization` header claims: whose key signed, when, and for what.
///
///     AWS4-HMAC-SHA256 Credential=AKIA…/20261121/eu-west-1/dynamodb/aws4_request, SignedHeaders=…, Signature=…
struct Authorization: Equatable {
    var accessKey: String
    var date: String
    var region: String
    var service: String

    /// Reads a header; nil for one that is not of version 4.
    init?(_ header: String) {
        guard header.hasPrefix("AWS4-HMAC-SHA256 "),
            let claim = Self.credential(in: header.utf8.dropFirst(17))
        else { return nil }
        let scope = claim.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard scope.count == 5, Substring(scope[4]) == "aws4_request" else { return nil }
        (accessKey, date) = (String(Substring(scope[0])), String(Substring(scope[1])))
        (region, service) = (String(Substring(scope[2])), String(Substring(scope[3])))
    }

    /// What the credential claims; the parts of a header may come in any order.
    private static func credential(in text: Substring.UTF8View) -> Substring.UTF8View? {
        var rest = text
        while !rest.isEmpty {
            rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
            let part = rest.prefix { $0 != UInt8(ascii: ",") }
            if part.starts(with: "Credential=".utf8) { return part.dropFirst("Credential=".utf8.count) }
            rest = rest[part.endIndex...]
        }
        return nil
    }
}
