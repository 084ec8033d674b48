import HTTP

/// What an `Authorization` header says.
///
///     AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/iam/aws4_request, SignedHeaders=host;x-amz-date, Signature=5d67…
struct Authorization {
    static let algorithm = "AWS4-HMAC-SHA256"

    private(set) var accessKey = ""
    private(set) var scope = SigningScope(day: "", region: "", service: "")
    private(set) var signedNames: [String] = []
    private(set) var signature = ""

    init?(_ text: String) {
        guard text.hasPrefix(Self.algorithm + " ") else { return nil }
        for part in text.dropFirst(Self.algorithm.count).split(separator: ",") {
            let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            switch pair[0] {
            case "Credential": guard readCredential(pair[1]) else { return nil }
            case "SignedHeaders": signedNames = pair[1].split(separator: ";").map(String.init)
            case "Signature": signature = String(pair[1])
            default: return nil
            }
        }
        guard !accessKey.isEmpty, !signature.isEmpty else { return nil }
    }

    private mutating func readCredential(_ text: Substring) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[4] == SigningScope.ending else { return false }
        accessKey = parts[0]
        scope = SigningScope(day: parts[1], region: parts[2], service: parts[3])
        return true
    }

    /// Whether the host and all that AWS's own headers say is signed.
    func signsEnough(of request: HTTPRequest) -> Bool {
        let own = request.headers.fields.map { $0.name.lowercased() }.filter { $0.hasPrefix("x-amz-") }
        return (own + ["host"]).allSatisfy(signedNames.contains)
    }
}
