import Formats
import HTTP

/// IAM Identity Center: its portal, which gives the credentials of a role to who shows a token.
enum SSO {
    static let service = Service(
        "sso", id: "SSO", endpointPrefix: "portal.sso", signingName: "awsssoportal", .restJSON)

    /// Asks for the credentials of a role; not signed, the token proves who asks.
    struct GetRoleCredentials: Request {
        static let operation = Operation(service, "GetRoleCredentials", action: nil, rate: 10)

        var account: String
        var role: String
        var token: Secret

        func encode() -> Call {
            let role = PercentEncoding.encoded(role)
            let account = PercentEncoding.encoded(account)
            return Call(
                "GET", path: "/federation/credentials", query: "role_name=\(role)&account_id=\(account)",
                headers: ["x-amz-sso_bearer_token": token.exposed])
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Credentials {
            var credentials: Credentials?
            try JSONReader.read(response.body) { reader in
                try reader.object { key, reader in
                    if key == "roleCredentials" { credentials = try read(&reader) }
                }
            }
            guard let credentials else { throw DecodingFailure("no roleCredentials") }
            return credentials
        }

        private static func read(_ reader: inout JSONReader) throws -> Credentials {
            var (key, secret, token, expiration): (String?, String?, String?, Int?)
            try reader.object { name, reader in
                switch name {
                case "accessKeyId": key = try reader.string()
                case "secretAccessKey": secret = try reader.string()
                case "sessionToken": token = try reader.string()
                case "expiration": expiration = try reader.int()
                default: break
                }
            }
            guard let key, let secret, let token, let expiration else {
                throw DecodingFailure("roleCredentials are not whole")
            }
            return Credentials(
                accessKey: key, secretKey: Secret(secret), sessionToken: Secret(token),
                expires: Timestamp(seconds: Int64(expiration / 1000)))
        }
    }
}
