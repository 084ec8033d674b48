import Formats

/// The JSON in which a command, a container's agent and an instance hand over credentials.
///
///     {"Version": 1, "AccessKeyId": "…", "SecretAccessKey": "…", "SessionToken": "…", "Expiration": "…"}
///
/// Only a command gives a version; containers and instances say `Token` for `SessionToken`.
struct CredentialDocument {
    private(set) var version: Int?
    private(set) var accessKey: String?
    private(set) var secretKey: Secret?
    private(set) var token: Secret?
    private(set) var expires: Timestamp?
    private(set) var account: String?
    private(set) var role: String?
    /// What went wrong, where it did: an instance says so with status 200.
    private(set) var code: String?

    init(_ body: [UInt8]) throws(DecodingFailure) {
        self = try JSONReader.read(body) { reader in
            var document = CredentialDocument()
            try reader.object { key, reader in try document.take(key, &reader) }
            return document
        }
    }

    private init() {}

    private mutating func take(_ key: Span<UInt8>, _ reader: inout JSONReader) throws {
        switch key {
        case "Version": version = try reader.int()
        case "AccessKeyId": accessKey = try Self.text(&reader)
        case "SecretAccessKey": secretKey = try Self.text(&reader).map { Secret($0) }
        case "SessionToken", "Token": token = try Self.text(&reader).map { Secret($0) }
        case "Expiration": expires = try Self.text(&reader).map { try Timestamp(iso8601: $0) }
        case "AccountId": account = try Self.text(&reader)
        case "RoleArn": role = try Self.text(&reader)
        case "Code": code = try Self.text(&reader)
        default: break
        }
    }

    private static func text(_ reader: inout JSONReader) throws -> String? {
        let text = try reader.optional { try $0.string() }
        return text?.isEmpty == true ? nil : text
    }

    /// The credentials; a failure where half of them is missing.
    func credentials() throws(DecodingFailure) -> Credentials {
        guard let accessKey else { throw DecodingFailure("no AccessKeyId") }
        guard let secretKey else { throw DecodingFailure("no SecretAccessKey") }
        return Credentials(
            accessKey: accessKey, secretKey: secretKey, sessionToken: token, expires: expires,
            account: account)
    }
}
