import Formats

/// What two requests have in common that get the same answer.
///
///     POST dynamodb.eu-west-1.amazonaws.com/?Marker=a
///     target: DynamoDB_20120810.DescribeTable
///     signer: AKIAIOSFODNN7EXAMPLE eu-west-1 dynamodb
///     range: bytes=0-99
///
///     {"TableName":"orders"}
///
/// When a request was signed, and with which secret, makes no difference. Lines that have nothing to say are left
/// out. It is written to the recording, so it holds no secret itself.
struct RecordingKey: Hashable {
    let text: String

    init(_ request: HTTPRequest) {
        var lines = [
            "\(request.method) \(request.url.authority)\(request.url.path)\(Self.query(of: request.url))"
        ]
        let signer = Self.signer(of: request)
        for (name, value) in [
            ("target", request.headers["X-Amz-Target"]), ("signer", signer),
            ("range", request.headers["Range"]),
        ] {
            if let value { lines.append("\(name): \(value)") }
        }
        if !request.body.isEmpty { lines += ["", Self.body(of: request)] }
        text = lines.joined(separator: "\n")
    }

    private static let partsOfSignatures: Set<String> = [
        "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-expires", "x-amz-security-token",
        "x-amz-signature", "x-amz-signedheaders",
    ]

    /// The query in order of its pairs, without what signing added.
    private static func query(of url: HTTPURL) -> String {
        let pairs = (url.query ?? "").split(separator: "&").filter { pair in
            !partsOfSignatures.contains(pair.prefix { $0 != "=" }.lowercased())
        }
        guard !pairs.isEmpty else { return "" }
        let text = pairs.sorted().joined(separator: "&")
        return "?" + String(decoding: Redaction.pairs(Array(text.utf8)), as: UTF8.self)
    }

    /// Access key, region and service; the day and the signature are left out.
    private static func signer(of request: HTTPRequest) -> String? {
        let inHeader = request.headers["Authorization"]?.split(separator: " ")
            .first { $0.hasPrefix("Credential=") }?.drop { $0 != "=" }.dropFirst()
        let inQuery = request.url.query?.split(separator: "&")
            .first { $0.lowercased().hasPrefix("x-amz-credential=") }?.drop { $0 != "=" }.dropFirst()
        guard let scope = inHeader.map(String.init) ?? inQuery.map({ String($0).replacing("%2F", with: "/") })
        else {
            return nil
        }
        let parts = scope.split(separator: "/")
        return parts.count >= 4 ? "\(parts[0]) \(parts[2]) \(parts[3])" : nil
    }

    /// JSON without regard to the order of its keys; anything that is not text by its hash.
    private static func body(of request: HTTPRequest) -> String {
        if let tree = try? JSON(request.body) {
            return String(decoding: Redaction.body(tree.bytes(keys: .sorted)), as: UTF8.self)
        }
        guard String(validating: request.body, as: UTF8.self) != nil else {
            return "sha256 \(SHA256.hash(of: request.body.span).hex)"
        }
        return String(decoding: Redaction.body(request.body), as: UTF8.self)
    }
}
