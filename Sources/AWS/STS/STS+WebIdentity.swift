import Formats
import HTTP

extension STS {
    /// Asks for the credentials of a role with a token of somebody whom the role trusts, such as a cluster's.
    ///
    /// It is not signed: the token is what proves who asks.
    package struct AssumeRoleWithWebIdentity: Request, Equatable {
        package static let operation = Operation(.sts, "AssumeRoleWithWebIdentity", action: nil, rate: 10)

        package var roleARN: String
        package var sessionName: String
        package var token: Secret

        package func encode() -> Call {
            .form(Self.operation) { form in
                form.add("RoleArn", roleARN)
                form.add("RoleSessionName", sessionName)
                form.add("WebIdentityToken", token.exposed)
            }
        }

        package static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Session {
            try Session(reading: response.body)
        }
    }
}
