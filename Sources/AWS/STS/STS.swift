import Formats

/// The Security Token Service, which gives out the credentials of roles.
package enum STS {
    /// What those who assume a role get.
    package struct Session: Equatable, Sendable {
        package var credentials: Credentials
        /// As whom AWS knows them: `arn:aws:sts::111122223333:assumed-role/Audit/stocktake`.
        package var arn: String

        package init(credentials: Credentials, arn: String) {
            self.credentials = credentials
            self.arn = arn
        }
    }
}

extension STS.Session {
    /// Reads the answer of `AssumeRole` and of `AssumeRoleWithWebIdentity`: both are the same but for their names.
    init(reading body: [UInt8]) throws(DecodingFailure) {
        var fields: [String: String] = [:]
        try XMLReader.read(body) { _, reader in
            try reader.children { name, reader in
                guard name == "AssumeRoleResult" || name == "AssumeRoleWithWebIdentityResult" else { return }
                try reader.children { name, reader in
                    guard name == "Credentials" || name == "AssumedRoleUser" else { return }
                    try reader.children { name, reader in fields[String(name)] = try reader.text() }
                }
            }
        }
        let arn = try Self.required("Arn", fields)
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        let credentials = Credentials(
            accessKey: try Self.required("AccessKeyId", fields),
            secretKey: Secret(try Self.required("SecretAccessKey", fields)),
            sessionToken: Secret(try Self.required("SessionToken", fields)),
            expires: try Timestamp(iso8601: try Self.required("Expiration", fields)),
            account: parts.count > 4 ? String(parts[4]) : nil)
        self.init(credentials: credentials, arn: arn)
    }

    private static func required(
        _ name: String, _ fields: [String: String]
    ) throws(DecodingFailure) -> String {
        guard let value = fields[name], !value.isEmpty else { throw DecodingFailure("no \(name)") }
        return value
    }
}
