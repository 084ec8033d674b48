import Formats
import HTTP

/// The token service of IAM Identity Center.
enum SSOOIDC {
    static let service = Service(
        "sso-oidc", id: "SSO OIDC", endpointPrefix: "oidc", signingName: "sso-oauth", .restJSON)

    /// Asks for a new token with the right to refresh that came with the old one; not signed.
    struct CreateToken: Request {
        static let operation = Operation(service, "CreateToken", action: nil, rate: 10)

        struct Response: Sendable {
            var accessToken: Secret
            var refreshToken: Secret?
            var seconds: Int
        }

        var clientID: String
        var clientSecret: Secret
        var refreshToken: Secret

        func encode() -> Call {
            let document: JSON = [
                "clientId": .string(clientID), "clientSecret": .string(clientSecret.exposed),
                "grantType": "refresh_token", "refreshToken": .string(refreshToken.exposed),
            ]
            var writer = JSONWriter()
            writer.value(document)
            return Call(
                "POST", path: "/token", headers: ["Content-Type": "application/json"], body: writer.bytes)
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Response {
            var (token, refreshToken, seconds): (String?, String?, Int?)
            try JSONReader.read(response.body) { reader in
                try reader.object { key, reader in
                    switch key {
                    case "accessToken": token = try reader.string()
                    case "refreshToken": refreshToken = try reader.optional { try $0.string() }
                    case "expiresIn": seconds = try reader.int()
                    default: break
                    }
                }
            }
            guard let token, let seconds else { throw DecodingFailure("no accessToken, or no expiresIn") }
            return Response(
                accessToken: Secret(token), refreshToken: refreshToken.map { Secret($0) }, seconds: seconds)
        }
    }
}
